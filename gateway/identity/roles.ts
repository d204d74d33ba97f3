import type { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'

/** A viewer watches, a seat works on cases, a duty leader also decides, a platform reports facts. */
export const ROLES = ['viewer', 'seat', 'duty-leader', 'admin', 'platform'] as const

export type Role = (typeof ROLES)[number]

export const ACTS = [
  'acknowledge',
  'dispatch',
  'arrive',
  'handle',
  'pause',
  'return',
  'void',
  'note',
] as const

export type Act = (typeof ACTS)[number]

const SEAT_ACTS: readonly Act[] = ['acknowledge', 'dispatch', 'arrive', 'handle', 'return', 'note']

const ALLOWED: { readonly [role in Role]: readonly Act[] } = {
  viewer: [],
  seat: SEAT_ACTS,
  'duty-leader': ACTS,
  admin: ACTS,
  platform: [],
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text)
}

export function mayAct(role: Role, act: Act): boolean {
  return ALLOWED[role].includes(act)
}

export const LEAST_REVEALING: Role = 'duty-leader'

/** Personal data in full. */
export function mayReveal(role: Role): boolean {
  return role === LEAST_REVEALING || role === 'admin'
}

export function mayPublish(role: Role): boolean {
  return role === 'platform' || role === 'admin'
}

/** The least role that may do it, for the sentence that refuses. */
export function roleFor(act: Act): Role {
  return SEAT_ACTS.includes(act) ? 'seat' : 'duty-leader'
}

/** Undefined where the request holds no act that this gateway knows. */
export function actOf(request: SubmitRequest): Act | undefined {
  return ACTS.find((act) => request[act] !== undefined)
}
