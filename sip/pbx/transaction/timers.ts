/** RFC 3261 §17.1.1.1 and appendix A, in milliseconds. Timers A, E and G do not run: the transport is reliable. */
export const T1 = 500
export const T2 = 4000
/** Timers B, F, H, L and M. */
export const timeoutMs = 64 * T1
/**
 * Timers I, J and K may be 0 on a reliable transport; we keep a finished transaction this long, so that a message
 * that comes twice is harmless.
 */
export const lingerMs = 5000
