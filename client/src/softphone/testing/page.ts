/** A page with nothing but the phone, for tests in a browser: `window.phone`, and every snapshot it ever gave. */
import { createPhone } from '../create-phone.ts'
import type { PhoneSnapshot } from '../phone.ts'

const phone = createPhone()
const snapshots: PhoneSnapshot[] = [phone.snapshot()]
phone.subscribe((snapshot) => snapshots.push(snapshot))
Object.assign(window, { phone, snapshots })
