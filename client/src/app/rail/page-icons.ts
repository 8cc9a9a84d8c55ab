import { BookOpen, Building2, FileUp, ListChecks, Phone, PhoneMissed, Scale, ScrollText, Settings, ZapOff } from '@lucide/vue'
import type { Component } from 'vue'

/** The sign of a page in the rail, by its path; a page without has the book. */
const icons: Readonly<Record<string, Component>> = {
  '/console': Phone,
  '/board': ListChecks,
  '/missed': PhoneMissed,
  '/shutdowns': ZapOff,
  '/log': ScrollText,
  '/directory': Building2,
  '/rules': Scale,
  '/import': FileUp,
  '/settings': Settings,
}
export const pageIcon = (path: string): Component => icons[path] ?? BookOpen
