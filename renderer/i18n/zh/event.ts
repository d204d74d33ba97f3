export const eventWords = {
  title: '重大活动保障',
}
