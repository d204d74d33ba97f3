import { chooseVoice } from './choose-voice.ts'
import { playTone, TONES, type TonePattern } from './tones.ts'

/** What can be heard from this page. A browser lets a page be heard only after somebody touched it. */
export interface Voice {
  /** Whether the page may be heard already, as in the desktop host. */
  readonly isUnlocked: boolean
  /** To be called from within a gesture of a person. */
  unlock(): void
  tone(name: keyof typeof TONES): void
  /** The voice of this machine for a language, or `undefined`: then there are tones only. */
  nameOf(language: 'zh' | 'en'): string | undefined
  /** Resolves when it has ended, with a reason where it did not end well. Without a voice it is a tone. */
  say(sentence: string, language: 'zh' | 'en'): Promise<string | undefined>
  /** Calls back when the list of voices has come or changed. Returns the unsubscriber. */
  onVoices(listener: () => void): () => void
  dispose(): void
}

export function createVoice(scope: Window): Voice {
  const synthesis = 'speechSynthesis' in scope ? scope.speechSynthesis : undefined
  const chosen = new Map<'zh' | 'en', SpeechSynthesisVoice | undefined>()
  let context: AudioContext | undefined
  // There may be thousands of them: they are looked through once for each time that they come.
  const forget = (): void => chosen.clear()
  synthesis?.addEventListener('voiceschanged', forget)
  const voiceFor = (language: 'zh' | 'en'): SpeechSynthesisVoice | undefined => {
    if (!chosen.has(language)) chosen.set(language, chooseVoice(synthesis?.getVoices() ?? [], language))
    return chosen.get(language)
  }
  const play = (pattern: TonePattern): void => {
    if (context !== undefined) playTone(context, pattern)
  }
  return {
    get isUnlocked() {
      return context?.state === 'running'
    },
    unlock() {
      context ??= new AudioContext()
      if (context.state === 'suspended') void context.resume()
    },
    tone: (name) => play(TONES[name]),
    nameOf: (language) => voiceFor(language)?.name,
    say(sentence, language) {
      const voice = voiceFor(language)
      if (voice !== undefined) return speak(scope, voice, sentence)
      play(TONES.attention)
      return Promise.resolve(undefined)
    },
    onVoices(listener) {
      synthesis?.addEventListener('voiceschanged', listener)
      return () => synthesis?.removeEventListener('voiceschanged', listener)
    },
    dispose() {
      synthesis?.removeEventListener('voiceschanged', forget)
      void context?.close()
      context = undefined
    },
  }
}

function speak(scope: Window, voice: SpeechSynthesisVoice, sentence: string): Promise<string | undefined> {
  // What hangs from before would hold up this one.
  if (scope.speechSynthesis.speaking) scope.speechSynthesis.cancel()
  const utterance = new SpeechSynthesisUtterance(sentence)
  utterance.voice = voice
  utterance.lang = voice.lang
  return new Promise((resolve) => {
    utterance.addEventListener('end', () => resolve(undefined))
    utterance.addEventListener('error', ({ error }) => resolve(error))
    scope.speechSynthesis.speak(utterance)
  })
}
