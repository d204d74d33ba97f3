/** Words that people write into a case. */
export const RETURN_REASONS = ['非本辖区', '单位正处置其他案件', '车辆故障', '属联动部门职责'] as const
export const PAUSE_REASONS = ['等待联动部门', '安全原因', '等待检测', '上级指令', '现场群体事件'] as const
export const REFUSE_REASONS = ['现场核实无此情况', '不属城市管理职责', '内容不清无法联系'] as const
export const VOID_REASONS = ['误报', '系统误识别', '当事人撤回'] as const
export const CHECK_FAILED_REASONS = ['现场回潮', '清理不彻底', '照片与现场不符'] as const
export const EXEMPTION_REASONS = ['申诉成立：道路封闭绕行', '申诉成立：配合公安处警'] as const
export const SEAT_NOTES = [
  '已电话联系商户',
  '现场人员较多，注意方式',
  '已通知属地社区',
  '请留意返潮',
] as const
export const PUBLIC_NOTES = [
  '影响行人通行',
  '占用盲道',
  '堵住单元门口',
  '噪声大',
  '已多次出现',
  '学校放学时段拥堵',
  '公交站前停靠困难',
] as const
