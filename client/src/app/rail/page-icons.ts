import {
  BookOpen,
  Building2,
  Cable,
  FileUp,
  ListChecks,
  Monitor,
  Phone,
  PhoneMissed,
  Scale,
  ScrollText,
  Settings,
  ZapOff,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { MessageKey } from '../../i18n/i18n.ts'

/** The sign of a page in the rail, by its path; a page without has the book. */
const icons: Readonly<Record<string, Component>> = {
  '/console': Phone,
  '/board': ListChecks,
  '/missed': PhoneMissed,
  '/wall': Monitor,
  '/shutdowns': ZapOff,
  '/log': ScrollText,
  '/directory': Building2,
  '/rules': Scale,
  '/import': FileUp,
  '/trunks': Cable,
  '/settings': Settings,
}
export const pageIcon = (path: string): Component => icons[path] ?? BookOpen

/** A page's name in one short word, for 72 px; its whole name is what is heard. */
const words: Readonly<Record<string, MessageKey>> = {
  '/console': 'railWord.console',
  '/board': 'railWord.board',
  '/missed': 'railWord.missed',
  '/shutdowns': 'railWord.shutdowns',
  '/log': 'railWord.log',
}
export const pageWord = (path: string, title: MessageKey): MessageKey => words[path] ?? title
