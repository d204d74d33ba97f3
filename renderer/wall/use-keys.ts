import { onScopeDispose } from 'vue'

export type KeyHandlers = Readonly<Record<string, () => void>>

const TYPING = 'input:not([type=radio]), textarea, select'
/** These do by themselves what Enter means where they are. */
const OWN_ENTER = 'button, a, input, select, textarea'

/**
 * Calls the handler of a key: `v`, or with Ctrl `ctrl+k`. Other keys with Ctrl, Alt or Meta belong to the machine,
 * letters in a field to who types there. `held` ones repeat while the key is down.
 */
export function useKeys(handlers: KeyHandlers, held: KeyHandlers = {}): void {
  const byKey = new Map(Object.entries({ ...handlers, ...held }))
  const onKey = (event: KeyboardEvent): void => {
    const key = `${event.ctrlKey ? 'ctrl+' : ''}${event.key.toLowerCase()}`
    const handler = byKey.get(key)
    if (handler === undefined || event.altKey || event.metaKey) return
    if (event.defaultPrevented || event.isComposing || (event.repeat && !(key in held))) return
    if (!isMeantFor(key, event.target)) return
    // The handler may move the focus: what had it last must not get the rest of this key.
    event.preventDefault()
    handler()
  }
  addEventListener('keydown', onKey)
  onScopeDispose(() => removeEventListener('keydown', onKey))
}

function isMeantFor(key: string, target: EventTarget | null): boolean {
  if (key === 'escape' || key.startsWith('ctrl+') || !(target instanceof Element)) return true
  if (key === 'enter') return !target.matches(OWN_ENTER)
  return !target.matches(TYPING) && !(key.startsWith('arrow') && target.matches('input'))
}
