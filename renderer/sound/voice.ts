/** What can be heard from this page. A browser lets a page be heard only after somebody touched it. */
export interface Voice {
  /** To be called from within a gesture of a person. */
  unlock(): void
  /** A Chinese sentence where the machine has a voice for it, else a short tone. */
  say(sentence: string): void
  dispose(): void
}

const TONE_HZ = 660
const TONE_S = 0.35
const GAP_S = 0.15
const VOLUME = 0.25

export function createVoice(scope: Window): Voice {
  let context: AudioContext | undefined
  return {
    unlock() {
      context ??= new AudioContext()
      if (context.state === 'suspended') void context.resume()
    },
    say(sentence) {
      if (context === undefined) return
      const voice = chineseVoice(scope)
      if (voice === undefined) return playTone(context)
      const utterance = new SpeechSynthesisUtterance(sentence)
      utterance.voice = voice
      utterance.lang = voice.lang
      scope.speechSynthesis.speak(utterance)
    },
    dispose() {
      void context?.close()
      context = undefined
    },
  }
}

function chineseVoice(scope: Window): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in scope)) return undefined
  const voices = scope.speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().startsWith('zh'))
  // A voice of the network falls silent just when the network does.
  return voices.find(({ localService }) => localService)
}

function playTone(context: AudioContext): void {
  const gain = new GainNode(context, { gain: VOLUME })
  gain.connect(context.destination)
  for (const startS of [0, TONE_S + GAP_S]) {
    const tone = new OscillatorNode(context, { frequency: TONE_HZ })
    tone.connect(gain)
    tone.start(context.currentTime + startS)
    tone.stop(context.currentTime + startS + TONE_S)
  }
}
