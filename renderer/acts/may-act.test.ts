import { expect, test } from 'vitest'
import type { Identity } from '../../domain/view/identity.ts'
import { ACT_KINDS } from './act-draft.ts'
import { mayAct } from './may-act.ts'

const seat: Identity = {
  name: 'seat-1',
  role: 'seat',
  authenticated: true,
  districts: [],
  acts: ['acknowledge', 'note'],
  mayReveal: false,
}

test('a role is offered the acts that the gateway named for it, and no other', () => {
  expect(ACT_KINDS.filter((kind) => mayAct(seat, kind))).toEqual(['acknowledge', 'note'])
  expect(ACT_KINDS.filter((kind) => mayAct({ ...seat, acts: [] }, kind))).toEqual([])
})

test('before the gateway has said who this is every act is offered: it will say', () => {
  expect(ACT_KINDS.every((kind) => mayAct(undefined, kind))).toBe(true)
})
