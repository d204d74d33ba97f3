export const mapWords = {
  title: '态势图',
}
