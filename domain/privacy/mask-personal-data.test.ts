import { describe, expect, test } from 'vitest'
import { maskPersonalData } from './mask-personal-data.ts'

describe('personal data in free text', () => {
  test.each([
    ['豫L·12345违停', '豫L·***45违停'],
    ['黑A12345', '黑A***45'],
    ['黑a12345占道', '黑a***45占道'],
    ['京AD12345 新能源', '京A***45 新能源'],
    ['豫LF98765', '豫L***65'],
    ['大型新能源 豫L12345D', '大型新能源 豫L***5D'],
    ['豫L-1A2B3 停在盲道', '豫L-***B3 停在盲道'],
    ['豫Ｌ·１２３４５', '豫L·***45'],
    ['渣土车豫L1234挂未覆盖', '渣土车豫L**34挂未覆盖'],
    ['粤Z1234港', '粤Z**34港'],
    ['WJ豫1234A', 'WJ豫***4A'],
    ['使014·578', '使****78'],
  ])('plates: %s', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked)
  })

  test.each([
    ['联系 13812345678', '联系 138****5678'],
    ['手机138 1234 5678', '手机138****5678'],
    ['+86-13812345678', '+86-138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['0395-3123456', '0395-*****56'],
    ['010 12345678', '010 *****78'],
    ['电话：3123456', '电话:*****56'],
  ])('phones: %s', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked)
  })

  test.each([
    ['411102199001011234', '411*************34'],
    ['身份证41110219900101123x。', '身份证411*************3x。'],
    ['411102 19900101 1234', '411*************34'],
    ['411102900101123', '411**********23'],
  ])('identity numbers: %s', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked)
  })

  test('labelled names, and several things in one sentence', () => {
    expect(maskPersonalData('当事人：张三丰，电话13812345678，车牌豫L·12345')).toBe(
      '当事人:张**，电话138****5678，车牌豫L·***45',
    )
  })

  test.each([
    '五一路120号',
    '人民路与黄河路交叉口东北角 5 号楼 3 单元 1201 室',
    '黑A座 1203',
    '云龙山路12345号',
    'G107国道 K812+300',
    '京港澳高速 G4 漯河站',
    '2025-02-07 10:05:00 巡查',
    '案件 LH20250207001',
    '案件编号 1738893600000',
    '灯杆 A12345',
    '新城A1234567号资产',
    '商户：五一路菜场南口店',
    '占道经营',
    '12345 热线转办',
    '说明：无',
    '',
  ])('what is nobody’s stays: %s', (text) => {
    expect(maskPersonalData(text)).toBe(text)
  })

  test('masking again changes nothing, and a very long text costs little', () => {
    const once = maskPersonalData('豫L·12345 13812345678 411102199001011234 0395-3123456')
    expect(maskPersonalData(once)).toBe(once)
    expect(maskPersonalData('豫L'.repeat(200_000) + '1'.repeat(200_000))).toHaveLength(600_000)
  })
})
