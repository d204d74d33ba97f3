/** What is known of a voice before it speaks. */
export interface KnownVoice {
  readonly name: string
  readonly lang: string
  /** A voice of the network falls silent just when the network does. */
  readonly localService: boolean
}

/** The tongues of Chinese that a listener to Mandarin does not follow, as tags name them; Hong Kong and Macau speak Cantonese. */
const NOT_MANDARIN = /(^|-)(yue|hk|mo|hak|nan|wuu|hsn|gan|cdo)(-|$)/

/** The first of these that a voice fits, it is the better for. Linux calls Mandarin `cmn`, Windows and macOS `zh-CN`. */
const WANTED = {
  zh: [/^zh-(hans-)?cn\b/, /^(cmn|zh-cmn|zh-hans)\b/, /^zh$/, /^zh\b/],
  en: [/^en-(us|gb)\b/, /^en$/, /^en\b/],
} as const

/**
 * The voice of this machine for Mandarin or English; of equal ones the first, which every platform puts before its
 * variants. `undefined`: there is none, and tones have to do.
 */
export function chooseVoice<V extends KnownVoice>(
  voices: readonly V[],
  language: 'zh' | 'en',
): V | undefined {
  let best: { readonly voice: V; readonly rank: number } | undefined
  for (const voice of voices) {
    const tag = voice.lang.toLowerCase().replaceAll('_', '-')
    if (!voice.localService || (language === 'zh' && NOT_MANDARIN.test(tag))) continue
    const rank = WANTED[language].findIndex((wanted) => wanted.test(tag))
    if (rank >= 0 && rank < (best?.rank ?? Infinity)) best = { voice, rank }
  }
  return best?.voice
}
