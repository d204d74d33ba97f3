import { expect, test } from 'vitest'
import { ManualClock } from '../../domain/manual-clock.ts'
import { SPEECH_PER_MINUTE } from './speech-budget.ts'
import { SpeechQueue, type Utterance } from './speech-queue.ts'

/** An engine that takes a second for each sentence, or hangs on some. */
function engine(hangsOn: (text: string) => boolean = () => false) {
  const clock = new ManualClock(0)
  const said: string[] = []
  const queue = new SpeechQueue({
    clock,
    speak(text) {
      said.push(text)
      return new Promise((resolve) => {
        if (!hangsOn(text)) clock.setTimer(1_000, () => resolve(undefined))
      })
    },
    summary: (count) => `另有${count}条`,
    onChange: () => {},
  })
  queue.start()
  async function run(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      clock.advance(1_000)
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    }
  }
  return { clock, said, queue, run }
}

const one = (id: string, always = false): Utterance => ({ id, always, text: () => id })

test('one after the other, high ones first', async () => {
  const { said, queue, run } = engine()
  queue.add(one('a'))
  queue.add(one('b'))
  queue.add(one('high', true))
  await run(5)
  expect(said).toEqual(['a', 'high', 'b'])
})

test('beyond the budget there is a number, never silence; high ones are always said', async () => {
  const { said, queue, run } = engine()
  for (let index = 0; index < 20; index++) queue.add(one(`low${index}`))
  for (let index = 0; index < 8; index++) queue.add(one(`high${index}`, true))
  await run(50)
  expect(said.filter((text) => text.startsWith('high'))).toHaveLength(8)
  expect(said.length).toBeLessThanOrEqual(8 + SPEECH_PER_MINUTE)
  await run(60)
  const single = said.filter((text) => text.startsWith('low')).length
  const summed = said.map((text) => Number(/\d+/.exec(text.startsWith('另有') ? text : '')?.[0] ?? 0))
  expect(single + summed.reduce((a, b) => a + b, 0)).toBe(20)
  expect(queue.state().waiting).toBe(0)
})

test('what was acknowledged meanwhile is not said, and not counted', async () => {
  const { said, queue, run } = engine()
  const taken = new Set<string>()
  for (let index = 0; index < 12; index++) {
    const id = `low${index}`
    queue.add({ id, always: false, text: () => (taken.has(id) ? undefined : id) })
  }
  for (let index = 1; index < 12; index++) taken.add(`low${index}`)
  await run(120)
  expect(said).toEqual(['low0'])
})

test('an engine that hangs does not silence what comes next, and the panel can say so', async () => {
  const { said, queue, run } = engine((text) => text === 'hangs')
  queue.add(one('hangs'))
  queue.add(one('next', true))
  await run(5)
  expect(said).toEqual(['hangs'])
  await run(6)
  expect(said).toEqual(['hangs', 'next'])
})
