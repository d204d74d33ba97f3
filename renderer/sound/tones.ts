import type { AlarmPriority } from '../../domain/alarm/alarm.ts'

/** One tone a priority: told apart by how many, how high and how fast, so also by who hears badly. */
export interface TonePattern {
  readonly hz: number
  readonly count: number
  readonly lengthS: number
  readonly gapS: number
}

export const TONES: Readonly<Record<AlarmPriority | 'attention', TonePattern>> = {
  high: { hz: 988, count: 3, lengthS: 0.18, gapS: 0.1 },
  medium: { hz: 659, count: 2, lengthS: 0.28, gapS: 0.16 },
  low: { hz: 440, count: 1, lengthS: 0.4, gapS: 0 },
  attention: { hz: 330, count: 2, lengthS: 0.5, gapS: 0.2 },
}

/** While nobody took it a tone comes again after this time; a low one is given once. */
export const TONE_AGAIN_MS: Readonly<Record<AlarmPriority, number>> = {
  high: 10_000,
  medium: 60_000,
  low: Number.POSITIVE_INFINITY,
}

const VOLUME = 0.25
const EDGE_S = 0.01

export function playTone(context: AudioContext, { hz, count, lengthS, gapS }: TonePattern): void {
  for (let index = 0; index < count; index++) {
    const startS = context.currentTime + index * (lengthS + gapS)
    const gain = new GainNode(context, { gain: 0 })
    gain.connect(context.destination)
    gain.gain.setValueAtTime(0, startS)
    gain.gain.linearRampToValueAtTime(VOLUME, startS + EDGE_S)
    gain.gain.setValueAtTime(VOLUME, startS + lengthS - EDGE_S)
    gain.gain.linearRampToValueAtTime(0, startS + lengthS)
    const tone = new OscillatorNode(context, { frequency: hz })
    tone.connect(gain)
    tone.start(startS)
    tone.stop(startS + lengthS)
  }
}
