import { describe, expect, test } from 'vitest'
import { emptyReplica, wholeAsDelta, type Upserts } from '../view/delta.ts'
import { problemAt } from '../view/file-problem.ts'
import type { CaseItem } from '../view/items.ts'
import { HIDDEN, hideForVisitors, maskForVisitors } from './visitor-mask.ts'

describe('a text for visitors', () => {
  test.each([
    ['黄河路机动车豫L·***45违停', `黄河路机动车${HIDDEN}违停`],
    ['黄河路机动车豫L·12345违停', `黄河路机动车${HIDDEN}违停`],
    ['WJ豫***4A', HIDDEN],
    ['使****78', HIDDEN],
    ['联系 138****5678', `联系 ${HIDDEN}`],
    ['+86-138****5678', HIDDEN],
    ['0395-*****56', HIDDEN],
    ['411*************34', HIDDEN],
    ['当事人:张**,电话13812345678', `当事人:${HIDDEN},电话${HIDDEN}`],
  ])('nothing of a plate, a number or a name is left: %s', (text, hidden) => {
    expect(hideForVisitors(text)).toBe(hidden)
    expect(hideForVisitors(hidden)).toBe(hidden)
  })

  test.each(['五一路120号', '占道经营', 'G107国道 K812+300', ''])('what is nobody’s stays: %s', (text) => {
    expect(hideForVisitors(text)).toBe(text)
  })
})

const NAME = '王某某'
const PLATE = '豫L·12345'
const person = { by: NAME, atMs: 1 }

const CASE: CaseItem = {
  id: 'c',
  title: `机动车违停 ${PLATE}`,
  address: '车主:王小明 电话 0395-3123456',
  sourceState: `待核实 ${PLATE}`,
  stageSinceMs: 0,
  reportedMs: 0,
  urgent: false,
  supervised: false,
  unitIds: ['u'],
  clocks: [
    {
      kind: 'handle',
      startMs: 0,
      limitMs: 1,
      atRiskPercent: 80,
      pauses: [{ fromMs: 0, toMs: 1, reason: `安全原因:${PLATE}`, approver: NAME }],
    },
  ],
  ended: false,
  closed: false,
}

const EVERYTHING: Upserts = {
  case: [CASE],
  roster: [{ id: 'r', dutyPointId: 'p', personId: NAME, band: '早', startMs: 0, endMs: 1 }],
  grid: [{ id: 'g', level: 1, name: '沙北', leader: NAME, head: NAME, member: NAME }],
  act: [
    {
      id: 'a',
      caseId: 'c',
      act: { kind: 'pause', reason: PLATE, approver: NAME, durationMs: 1 },
      state: 'refused',
      madeMs: 0,
      reason: `${NAME} may not`,
    },
    { id: 'b', caseId: 'c', act: { kind: 'note', text: PLATE }, state: 'queued', madeMs: 0 },
  ],
  alarm: [
    {
      id: 'l',
      kind: 'arrive-breach',
      priority: 'high',
      state: 'shelved',
      subject: PLATE,
      place: '车主:王小明',
      raisedMs: 0,
      announcedMs: 0,
      timeToRespondMs: 1,
      presumed: false,
      firstOut: false,
      timesInMinute: 1,
      acknowledged: person,
      shelved: { ...person, reason: NAME, untilMs: 2 },
      assignedTo: NAME,
    },
  ],
  display: [
    {
      id: 'main',
      name: '主屏',
      widthMm: 1,
      heightMm: 1,
      widthPx: 1,
      heightPx: 1,
      distanceMm: 1,
      sounds: true,
      state: 'shown',
      sinceMs: 0,
      scene: 'overview',
      sceneSinceMs: 0,
      sceneReason: 'layout',
      guests: [],
      control: { by: NAME, viewId: 'v', untilMs: 1 },
    },
  ],
  event: [
    {
      id: 'e',
      file: 'e.json',
      state: 'active',
      problems: [problemAt([], 'signer-untrusted', { signer: NAME, trusted: [NAME] })],
      preflight: [],
      signedBy: NAME,
      activated: person,
      rolledBack: person,
      ticks: { 'list/item': person },
    },
  ],
}

test('no person and no plate is left in anything that visitors could see, and what was there stays', () => {
  const masked = maskForVisitors({ upserts: EVERYTHING, removes: { case: ['gone'] } })
  const text = JSON.stringify(masked)
  for (const secret of [NAME, PLATE, '豫L', '12345', '王', '3123456']) expect(text).not.toContain(secret)
  expect(text).toContain(HIDDEN)
  expect(masked.removes).toEqual({ case: ['gone'] })
  for (const [name, items] of Object.entries(EVERYTHING))
    expect(masked.upserts[name as keyof Upserts]?.map(({ id }) => id)).toEqual(items.map(({ id }) => id))
  expect(masked.upserts.grid?.[0]?.name).toBe('沙北')
})

test('the items of the wall itself are not touched', () => {
  const before = JSON.stringify(EVERYTHING)
  maskForVisitors({ upserts: EVERYTHING, removes: {} })
  expect(JSON.stringify(EVERYTHING)).toBe(before)
})

test('a world without anything personal is the same world', () => {
  const whole = wholeAsDelta(emptyReplica())
  expect(maskForVisitors(whole)).toEqual(whole)
})
