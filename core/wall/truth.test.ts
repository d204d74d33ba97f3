import { describe, expect, test } from 'vitest'
import { SHOWN_FOR_MS } from '../../domain/view/truth.ts'
import { change, MORNING_MS, POLICY, quickCase } from '../testing/cases.ts'
import { WallState } from './wall-state.ts'

const moment = (nowMs: number) => ({ nowMs, knownToMs: nowMs })
const DISPATCHED = ['reported', 'registered', 'dispatched'] as const

function make() {
  const clocked: string[] = []
  const state = new WallState((id, clocks) => clocks.length > 0 && clocked.push(id))
  state.apply([change('sla_policy', 'quick', POLICY)])
  return { state, clocked }
}

describe('what the wall adds', () => {
  test('a correction stays with its case for ten minutes, whatever happens to the case meanwhile', () => {
    const { state } = make()
    state.apply([change('case', 'a', quickCase('a', DISPATCHED))])
    const correction = { kind: 'arrive', to: 'met', atMs: MORNING_MS } as const
    const delta = state.correct(new Map([['a', [correction]]]))
    expect(delta.upserts.case).toMatchObject([{ id: 'a', corrections: [correction] }])
    state.apply([change('case', 'a', { ...quickCase('a', DISPATCHED), urgent: true })])
    expect(state.replica.case.get('a')).toMatchObject({ urgent: true, corrections: [correction] })
    state.replace(
      [change('sla_policy', 'quick', POLICY), change('case', 'a', quickCase('a', DISPATCHED))],
      moment(MORNING_MS + 1),
    )
    state.tick(moment(MORNING_MS + SHOWN_FOR_MS - 1))
    expect(state.replica.case.get('a')?.corrections).toEqual([correction])
    state.tick(moment(MORNING_MS + SHOWN_FOR_MS))
    expect(state.replica.case.get('a')).not.toHaveProperty('corrections')
  })

  test('a correction of a case that has ended is not shown', () => {
    const { state } = make()
    state.apply([change('case', 'a', quickCase('a', [...DISPATCHED, 'voided']))])
    expect(state.correct(new Map([['a', [{ kind: 'arrive', to: 'void', atMs: 0 }]]]))).toEqual({
      upserts: {},
      removes: {},
    })
  })

  test('a new world leaves acts and reports alone', () => {
    const { state } = make()
    const act = {
      id: 'act-0001',
      caseId: 'a',
      act: { kind: 'note', text: '' },
      state: 'queued',
      madeMs: 0,
    } as const
    state.change((delta) => delta.put('act', act))
    const delta = state.replace([], moment(MORNING_MS))
    expect(delta.removes.act).toBeUndefined()
    expect([...state.replica.act.keys()]).toEqual(['act-0001'])
  })

  test('proof of life is in no collection, no count, no clock and no number', () => {
    const { state, clocked } = make()
    state.tick(moment(MORNING_MS + 600_000))
    const before = state.replica.indicator.get('indicators')
    const proof = { ...quickCase('proof-of-life', DISPATCHED), synthetic: true }
    const delta = state.apply([change('case', proof.id, proof)])
    expect(delta).toEqual({ upserts: {}, removes: {} })
    expect([state.replica.case.size, state.counts().case, clocked, state.cases().size]).toEqual([0, 0, [], 0])
    state.touchIndicators()
    state.tick(moment(MORNING_MS + 600_000))
    expect(state.replica.indicator.get('indicators')).toEqual(before)
    state.replace([change('case', proof.id, proof)], moment(MORNING_MS + 600_000))
    expect([state.replica.case.size, state.counts().case]).toEqual([0, 0])
    expect(state.replica.indicator.get('indicators')).toMatchObject({ reportedCount: 0, openCount: 0 })
  })

  test('plates, phones and identity numbers do not reach a view', () => {
    const { state } = make()
    const source = {
      ...quickCase('a', DISPATCHED),
      title: '豫L·12345占用盲道',
      address: '五一路120号 13812345678',
      sourceState: '转办 411102199001011234',
    }
    const delta = state.apply([change('case', 'a', source)])
    expect(delta.upserts.case).toMatchObject([
      { title: '豫L·***45占用盲道', address: '五一路120号 138****5678' },
    ])
    expect(JSON.stringify([...state.replica.case.values()])).not.toMatch(/12345678|豫L·12345|19900101/)
  })
})
