/** Roads and landmarks of Luohe that stand in addresses. Names only; house numbers are made up. */
export const EAST_WEST_ROADS = [
  '黄河路',
  '辽河路',
  '人民路',
  '五一路',
  '海河路',
  '滨河路',
  '湘江路',
  '淮河路',
] as const
export const NORTH_SOUTH_ROADS = [
  '嵩山路',
  '交通路',
  '泰山路',
  '黄山路',
  '太行山路',
  '解放路',
  '文化路',
] as const
export const LANDMARKS = [
  '沙澧河风景区北门',
  '人民公园东门',
  '市第二医院门前',
  '火车站广场',
  '中心汽车站出站口',
  '商贸城南门',
  '小学门前',
  '菜市场南口',
  '小商品市场西门',
  '夜市东端',
] as const
export const SIDES = ['东', '南', '西', '北'] as const
