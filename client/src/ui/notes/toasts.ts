import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface Toast {
  id: number
  tone: 'good' | 'bad'
  text: string
}

const shownMs = 6000

/** Short notices that need no answer. Errors stay until they are closed. */
export const useToasts = defineStore('toasts', () => {
  const toasts = shallowRef<readonly Toast[]>([])
  let next = 1
  const close = (id: number): void => {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }
  const show = (tone: Toast['tone'], text: string): void => {
    const id = next++
    toasts.value = [...toasts.value.slice(-3), { id, tone, text }]
    if (tone === 'good') setTimeout(() => close(id), shownMs)
  }
  return { toasts, show, close }
})
