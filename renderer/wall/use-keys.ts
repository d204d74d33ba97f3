import { onScopeDispose } from 'vue'

/** Calls the handler of a single key. Keys with Ctrl, Alt or Meta belong to the machine. */
export function useKeys(handlers: Readonly<Record<string, () => void>>): void {
  const byKey = new Map(Object.entries(handlers))
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    byKey.get(event.key.toLowerCase())?.()
  }
  addEventListener('keydown', onKey)
  onScopeDispose(() => removeEventListener('keydown', onKey))
}
