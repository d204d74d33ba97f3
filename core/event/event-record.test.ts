import { expect, test } from 'vitest'
import { samplePack } from '../../domain/event/testing/sample-pack.ts'
import { standingsOf, type EventAct } from './event-record.ts'

const at = (atMs: number) => ({ eventId: 'sample', by: 'seat', atMs })
const activate = (atMs: number): EventAct => ({
  kind: 'activate',
  ...at(atMs),
  pack: samplePack(),
  file: 'sample.json',
  signedBy: 'tester',
})

test('acts add up to the standing, and a new activation begins with no ticks', () => {
  const acts: EventAct[] = [
    activate(1),
    { kind: 'tick', ...at(2), key: 'a/b' },
    { kind: 'tick', ...at(3), key: 'a/c' },
    { kind: 'untick', ...at(4), key: 'a/b' },
  ]
  expect(standingsOf(acts).get('sample')).toMatchObject({
    active: { atMs: 1 },
    activated: { by: 'seat', atMs: 1 },
    ticks: { 'a/c': { by: 'seat', atMs: 3 } },
  })
  const rolledBack = standingsOf([...acts, { kind: 'roll-back', ...at(5) }]).get('sample')
  expect(rolledBack).toEqual({
    activated: { by: 'seat', atMs: 1 },
    rolledBack: { by: 'seat', atMs: 5 },
    ticks: { 'a/c': { by: 'seat', atMs: 3 } },
  })
  const again = standingsOf([...acts, { kind: 'roll-back', ...at(5) }, activate(6)]).get('sample')
  expect(again).toMatchObject({ active: { atMs: 6 }, ticks: {} })
  expect(again).not.toHaveProperty('rolledBack')
})
