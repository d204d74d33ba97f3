/** The grid tree may have any depth, but a loop in it must not hold up the log. */
const GRID_DEPTH = 32

/** Whether a grid node is one of the districts, or lies below one of them. */
export function isInDistricts(
  gridId: string,
  districts: readonly string[],
  parentOf: (gridId: string) => string | undefined,
): boolean {
  let id = gridId
  for (let depth = 0; depth < GRID_DEPTH && id !== ''; depth += 1) {
    if (districts.includes(id)) return true
    id = parentOf(id) ?? ''
  }
  return false
}
