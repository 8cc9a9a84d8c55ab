import type { Context } from 'koa'
import { Refusal } from '#contracts/error.ts'

/**
 * The bytes of a file that is the body itself. What is over the limit is read to its end and thrown away: an answer in
 * the middle would not be heard. @throws Refusal tooLarge
 */
export async function rawBody(ctx: Context, largestBytes: number): Promise<Buffer> {
  if ((ctx.request.length ?? 0) > largestBytes) throw new Refusal('tooLarge')
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of ctx.req) {
    if (!Buffer.isBuffer(piece)) continue
    size += piece.length
    if (size <= largestBytes) pieces.push(piece)
  }
  if (size > largestBytes) throw new Refusal('tooLarge')
  return Buffer.concat(pieces)
}
