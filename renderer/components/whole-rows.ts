import type { Directive } from 'vue'

/** What rounding and a border may take from a row that is whole. */
const WHOLE = 0.97

interface Watch {
  readonly rows: IntersectionObserver
  readonly changes: MutationObserver
}
const watches = new WeakMap<HTMLElement, Watch>()

/**
 * Of a list that is longer than its place only whole rows are seen: one that the edge would cut is not drawn until it
 * is scrolled to, and the list ends in a dashed line then. The value is the selector of the rows; without it they are
 * the children. A row that is higher than its list is drawn as far as it goes.
 */
export const vWholeRows: Directive<HTMLElement, string | undefined> = {
  mounted(list, { value = ':scope > *' }) {
    const rows = new IntersectionObserver((entries) => mark(list, entries), {
      root: list,
      threshold: [0, 0.5, WHOLE, 1],
    })
    const observe = (): void => list.querySelectorAll(value).forEach((row) => rows.observe(row))
    const changes = new MutationObserver(observe)
    changes.observe(list, { childList: true, subtree: true })
    observe()
    watches.set(list, { rows, changes })
  },
  beforeUnmount(list) {
    watches.get(list)?.rows.disconnect()
    watches.get(list)?.changes.disconnect()
  },
}

function mark(list: HTMLElement, entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, intersectionRatio, boundingClientRect } of entries) {
    const fits = boundingClientRect.height <= list.clientHeight
    target.toggleAttribute('data-row-cut', fits && intersectionRatio > 0 && intersectionRatio < WHOLE)
  }
  const below = list.scrollHeight - list.clientHeight - list.scrollTop
  list.toggleAttribute('data-more-rows', below > 2)
}
