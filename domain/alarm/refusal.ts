import type { PersonAtTime } from '../view/alarm-item.ts'

/** Why the wall refused an act at an alarm: for a view that says it in its own language. */
export type AlarmRefusal =
  | { readonly code: 'gone' }
  | ({ readonly code: 'taken' } & PersonAtTime)
  | { readonly code: 'no-reason' }
  | { readonly code: 'too-long'; readonly hours: number }
  | ({ readonly code: 'aside' } & PersonAtTime)
  | { readonly code: 'not-aside' }
