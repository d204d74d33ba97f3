import { expect, test } from 'vitest'
import { initialsOf, lettersOf } from './pinyin-initials.ts'
import { matchOf } from './name-match.ts'

test.each([
  ['召陵', 'zl'],
  ['郾城', 'yc'],
  ['源汇', 'yh'],
  ['漯河', 'lh'],
  ['沙北', 'sb'],
  ['老街', 'lj'],
  ['马路街', 'mlj'],
  ['顺河街', 'shj'],
  ['干河陈', 'ghc'],
  ['空冢郭', 'kzg'],
  ['城关', 'cg'],
  ['孟庙', 'mm'],
  ['龙塔', 'lt'],
  ['后谢', 'hx'],
  ['天桥街', 'tqj'],
  ['姬石', 'js'],
  ['万金', 'wj'],
  ['青年', 'qn'],
  ['哈尔滨', 'heb'],
  ['道里', 'dl'],
  ['南岗', 'ng'],
  ['松北', 'sb'],
  ['阿城', 'ac'],
  ['呼兰', 'hl'],
  ['平房', 'pf'],
  ['香坊', 'xf'],
  ['双城', 'sc'],
  ['亚布力', 'ybl'],
  ['太阳岛', 'tyd'],
  ['沙澧河', 'slh'],
  ['嵩山路', 'ssl'],
  ['五一路', 'wyl'],
])('%s is typed %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test.each([
  ['重庆路', 'cql'],
  ['长江路', 'cjl'],
  ['翟庄', 'zz'],
  ['行政中心', 'xzzx'],
])('a character of several readings in a place name is found by either: %s', (name, query) => {
  expect(matchOf(name, query)).toBeDefined()
})

test('digits and Latin letters stand for themselves, in either case', () => {
  expect(initialsOf('沙北2组A')).toBe('sb2za')
  expect(lettersOf('Q')).toBe('q')
})

test('a match at the beginning goes before one inside, and what is not there is not found', () => {
  expect(matchOf('沙北巡查组', 'sb')).toBe(0)
  expect(matchOf('沙北巡查组', 'xc')).toBe(2)
  expect(matchOf('沙北巡查组', '巡查')).toBe(2)
  expect(matchOf('沙北巡查组', '沙b')).toBe(0)
  expect(matchOf('沙北巡查组', 'zz')).toBeUndefined()
  expect(matchOf('Emergency lane', 'lane')).toBe(9)
})
