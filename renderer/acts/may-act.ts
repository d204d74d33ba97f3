import type { Identity } from '../../domain/view/identity.ts'
import type { ActKind } from './act-draft.ts'

/** The gateway decides; only what it has said beforehand that it will refuse is not offered. */
export function mayAct(identity: Identity | undefined, kind: ActKind): boolean {
  return identity === undefined || identity.acts.includes(kind)
}
