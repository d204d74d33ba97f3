import { createI18n } from 'vue-i18n'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

const KEY = 'fiveten-language'

/** Chinese, unless somebody chose English on this display before. */
export function createLanguage(storage: Pick<Storage, 'getItem'>) {
  const locale: Locale = storage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'
  return createI18n({ legacy: false, locale, fallbackLocale: 'zh-CN', messages: { 'zh-CN': zh, en } })
}

export function otherLocale(locale: string): Locale {
  return locale === 'en' ? 'zh-CN' : 'en'
}

export function keepLocale(storage: Pick<Storage, 'setItem'>, locale: Locale): void {
  storage.setItem(KEY, locale)
}
