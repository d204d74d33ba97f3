import type { WhoAmIResponse } from '../../proto/gen/wall/v1/command.ts'
import type { Caller } from './caller.ts'
import { ACTS, mayAct, mayReveal } from './roles.ts'

/** What the gateway would let this caller do now; it decides again at every call. */
export function whoIs({ name, isProven, roles, districts }: Caller): WhoAmIResponse {
  return {
    name,
    authenticated: isProven,
    role: roles[0],
    districts: [...districts],
    acts: ACTS.filter((act) => roles.some((role) => mayAct(role, act))),
    mayReveal: roles.some(mayReveal),
  }
}
