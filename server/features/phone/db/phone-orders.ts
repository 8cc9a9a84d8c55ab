import type { Knex } from 'knex'
import { query } from '#server/platform/db/sql.ts'
import type { PhoneOrder } from '../phone-order.ts'

/** By NOTIFY: an order that nobody hears now is of no use later. */
export const phoneOrders = (k: Knex) => ({
  async give(order: PhoneOrder): Promise<void> {
    await query(k, `select pg_notify('phone_orders', ?)`, [JSON.stringify(order)])
  },
})
