import { national, QUICK_KINDS } from '../cases/kinds.ts'
import type { CaseKind } from '../engine/city.ts'

/** A winter evening: hardly any barbecue, but ice and snow on the road. */
const NATIONAL = national([
  ['0507', '道路积雪、积冰', 10],
  ['0201', '非法小广告', 5],
  ['0203', '违规户外广告', 3],
  ['0111', '积存垃圾渣土', 2],
  ['0311', '渣土运输车辆未安装密闭装置', 2],
])

export const KINDS: readonly CaseKind[] = [...QUICK_KINDS, ...NATIONAL]
