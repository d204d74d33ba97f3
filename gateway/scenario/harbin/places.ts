/**
 * Key places of reference table 4.3 in WGS-84. Accuracy class: a within 150 m, b within 500 m, c within 1 to 3 km.
 * For a demonstration only: move a point before anyone relies on it.
 */
export interface HarbinPlace {
  readonly id: string
  readonly name: string
  readonly short: string
  readonly districtCode: string
  readonly lat: number
  readonly lon: number
  readonly accuracyClass: 'a' | 'b' | 'c'
  /** Officers of its fixed post; 0 where an event zone or nobody stands there. */
  readonly officerCount: number
}

type Row = readonly [
  id: string,
  name: string,
  short: string,
  districtCode: string,
  lat: number,
  lon: number,
  accuracyClass: 'a' | 'b' | 'c',
  officerCount: number,
]

const ROWS: readonly Row[] = [
  ['expo-center', '哈尔滨国际会展体育中心', '会展中心', '230103', 45.737, 126.694, 'b', 0],
  ['ice-training-center', '黑龙江省冰上训练中心', '冰上训练中心', '230103', 45.73, 126.69, 'c', 5],
  ['sport-university-rink', '哈尔滨体育学院学生滑冰馆', '体院滑冰馆', '230103', 45.747, 126.661, 'b', 5],
  ['ice-hockey-arena', '哈尔滨冰球馆', '冰球馆', '230104', 45.775, 126.65, 'c', 5],
  ['curling-arena', '平房区冰壶馆', '冰壶馆', '230108', 45.57, 126.6, 'c', 5],
  ['ice-snow-world', '冰雪大世界', '冰雪大世界', '230109', 45.777, 126.557, 'b', 0],
  ['sun-island', '太阳岛风景区', '太阳岛', '230109', 45.788, 126.589, 'c', 5],
  ['central-street', '中央大街', '中央大街', '230102', 45.773, 126.612, 'b', 0],
  ['flood-monument', '防洪纪念塔', '防洪纪念塔', '230102', 45.7787, 126.6113, 'a', 5],
  ['st-sophia', '圣·索菲亚教堂', '索菲亚教堂', '230102', 45.7682, 126.6213, 'a', 5],
  ['zhaolin-park', '兆麟公园', '兆麟公园', '230102', 45.7754, 126.617, 'a', 5],
  ['chinese-baroque', '中华巴洛克', '中华巴洛克', '230104', 45.7799, 126.6348, 'a', 5],
  ['tiger-park', '东北虎林园', '虎林园', '230109', 45.8156, 126.5947, 'a', 5],
  ['polar-park', '极地公园', '极地公园', '230109', 45.7833, 126.5806, 'a', 5],
  ['music-park', '音乐公园', '音乐公园', '230102', 45.747, 126.5424, 'a', 5],
  ['qiulin', '秋林商圈', '秋林商圈', '230103', 45.758, 126.64, 'b', 5],
  ['harbin-station', '哈尔滨站', '哈尔滨站', '230103', 45.759, 126.626, 'b', 5],
  ['harbin-west', '哈尔滨西站', '哈尔滨西站', '230103', 45.705, 126.574, 'b', 5],
  ['airport', '太平国际机场', '太平机场', '230102', 45.623, 126.25, 'b', 5],
  ['yabuli', '亚布力滑雪场', '亚布力', '230183', 44.78, 128.44, 'c', 0],
]

export const PLACES: readonly HarbinPlace[] = ROWS.map((row) => {
  const [id, name, short, districtCode, lat, lon, accuracyClass, officerCount] = row
  return { id, name, short, districtCode, lat, lon, accuracyClass, officerCount }
})
