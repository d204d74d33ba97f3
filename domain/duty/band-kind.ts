/** 早 · 中 · 晚 · 错时 · 延时 · 保障. What a band is called says which it is; any other name stays as it came. */
export type BandKind = 'morning' | 'midday' | 'evening' | 'staggered' | 'extended' | 'event'

/** 错时 and 延时 come first: a band may be called 晚延时 or 延时保障. */
const SIGNS: readonly (readonly [BandKind, RegExp])[] = [
  ['staggered', /错时|错峰/],
  ['extended', /延时|延长|夜/],
  ['event', /保障|安保/],
  ['morning', /早|晨/],
  ['midday', /中|午/],
  ['evening', /晚/],
]

export function bandKind(name: string): BandKind | undefined {
  return SIGNS.find(([, sign]) => sign.test(name))?.[0]
}
