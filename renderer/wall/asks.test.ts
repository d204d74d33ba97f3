import { expect, test } from 'vitest'
import { Asks, UNANSWERED } from './asks.ts'
import type { OwnMessage } from '../connection/session.ts'

function connected() {
  let made = 0
  const sent: OwnMessage[] = []
  const asks = new Asks(() => `ask-${++made}`)
  asks.connect((message) => sent.push(message))
  return { asks, sent }
}

test('an answer reaches the ask of its id, whatever the order', async () => {
  const { asks, sent } = connected()
  const first = asks.ask({ kind: 'visitor-mode', on: true })
  const second = asks.ask({ kind: 'display-preset', preset: 'night' })
  expect(sent.map((message) => message.type === 'ask' && message.askId)).toEqual(['ask-1', 'ask-2'])
  asks.answered({ type: 'answer', askId: 'ask-2', answer: { accepted: false, refusal: 'No such preset.' } })
  asks.answered({ type: 'answer', askId: 'ask-1', answer: { accepted: true } })
  expect(await first).toEqual({ accepted: true })
  expect(await second).toEqual({ accepted: false, refusal: 'No such preset.' })
})

test('who asks a lost core is told that nobody answered', async () => {
  const { asks } = connected()
  const open = asks.ask({ kind: 'visitor-mode', on: true })
  asks.abandon()
  expect(await open).toEqual({ accepted: false, refusal: UNANSWERED })
  asks.connect(undefined)
  expect(await asks.ask({ kind: 'visitor-mode', on: true })).toEqual({ accepted: false, refusal: UNANSWERED })
})
