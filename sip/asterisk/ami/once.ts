import { connectAmi, type AmiConnection, type AmiOptions } from './connection.ts'

export type AmiAccount = Pick<AmiOptions, 'host' | 'port' | 'username' | 'secret'>

/** A connection for one piece of work. */
export async function withAmi<T>(account: AmiAccount, work: (ami: AmiConnection) => Promise<T>): Promise<T> {
  const ami = await connectAmi({ ...account, events: 'off', onEvent: () => {}, onClose: () => {} })
  try {
    return await work(ami)
  } finally {
    ami.close()
  }
}
