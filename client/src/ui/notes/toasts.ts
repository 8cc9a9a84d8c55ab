import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface Toast {
  id: number
  tone: 'good' | 'bad'
  text: string
}

const shownMs = 6000

/**
 * Short notices that need no answer. An error stays until it is closed, or its cause has gone: what was tried has been
 * done, the page is another one, the line to the server is back.
 */
export const useToasts = defineStore('toasts', () => {
  const toasts = shallowRef<readonly Toast[]>([])
  let next = 1
  const close = (id: number): void => {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }
  const settle = (): void => {
    toasts.value = toasts.value.filter(({ tone }) => tone !== 'bad')
  }
  const show = (tone: Toast['tone'], text: string): void => {
    const id = next++
    if (tone === 'good') settle()
    const others = toasts.value.filter((toast) => toast.text !== text)
    toasts.value = [...others.slice(-3), { id, tone, text }]
    if (tone === 'good') setTimeout(() => close(id), shownMs)
  }
  return { toasts, show, close, settle }
})
