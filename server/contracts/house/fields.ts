import { z } from 'zod'
import { Text } from '#contracts/text.ts'

/** What is typed into the forms of houses, flats and the small directories. */
export const id = z.number().int().positive()
export const line = Text.trim().max(200)
export const text = Text.trim().max(2000)
export const count = z.number().int().min(0).max(10_000)
