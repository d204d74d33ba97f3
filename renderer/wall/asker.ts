import type { Asker } from '../../domain/view/request.ts'

const MAX_LENGTH = 100

/** `?display=ID` names the glass on which a page stands, `?seat=NAME` the person's place at a desk. */
export function askerOf(search: string, viewId: string): Asker {
  const params = new URLSearchParams(search)
  const displayId = params.get('display')?.slice(0, MAX_LENGTH)
  const seat = params.get('seat')?.slice(0, MAX_LENGTH)
  return {
    viewId,
    ...(displayId === undefined || displayId === '' ? {} : { displayId }),
    ...(seat === undefined || seat === '' ? {} : { seat }),
  }
}
