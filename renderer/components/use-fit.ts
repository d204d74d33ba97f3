import { onMounted, onScopeDispose, ref, watch, type Ref } from 'vue'

/** How many rows (and columns) of a given size in rem an element has room for. */
export function useFit(
  element: Ref<HTMLElement | null>,
  rowRem: number,
  columnRem?: number,
): { readonly rows: Ref<number>; readonly columns: Ref<number> } {
  const rows = ref(0)
  const columns = ref(1)
  const measure = (): void => {
    const box = element.value
    if (box === null) return
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    rows.value = Math.max(0, Math.floor((box.clientHeight + 1) / (rowRem * remPx)))
    if (columnRem !== undefined)
      columns.value = Math.max(1, Math.floor(box.clientWidth / (columnRem * remPx)))
  }
  const observer = new ResizeObserver(measure)
  onMounted(() => {
    watch(
      element,
      (box, before) => {
        if (before !== null && before !== undefined) observer.unobserve(before)
        if (box !== null) observer.observe(box)
        measure()
      },
      { immediate: true },
    )
  })
  onScopeDispose(() => observer.disconnect())
  return { rows, columns }
}
