import { expect, test } from './support/world.ts'

/** Whether the voice of the call is heard: loud at some moment of a breath. */
async function isHeard(voice: HTMLAudioElement): Promise<boolean> {
  if (!(voice.srcObject instanceof MediaStream) || voice.srcObject.getAudioTracks().length === 0) return false
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(voice.srcObject).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  for (let look = 0; look < 40; look += 1) {
    await new Promise(requestAnimationFrame)
    analyser.getFloatTimeDomainData(samples)
    if (samples.some((sample) => Math.abs(sample) > 0.02)) return true
  }
  return false
}

test('the list of first steps ticks itself off by what is true, is put away, and found again', async ({ world }) => {
  const { page } = world.desk
  const steps = page.getByRole('list', { name: 'はじめの準備' })
  const step = (title: string) => steps.getByRole('listitem').filter({ hasText: title })
  await expect(steps.getByRole('listitem')).toHaveCount(5)
  await expect(steps.getByText('できました')).toHaveCount(0)
  await expect(page.getByText('このパソコンからだけノックできます')).toBeVisible()

  await step('音を鳴らしてみる').getByRole('button', { name: '音を鳴らす' }).click()
  await expect(step('音を鳴らしてみる').getByText('できました')).toBeAttached()

  await step('会社名と電話番号').getByRole('button', { name: '入力する' }).click()
  await page.getByRole('textbox', { name: '会社名（日本語）' }).fill('青空精機')
  await page.getByRole('textbox', { name: '電話番号' }).fill('03-1234-5678')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('保存しました')).toBeVisible()
  await page.getByRole('link', { name: '受付', exact: true }).click()
  await expect(steps.getByText('できました')).toHaveCount(2)

  const colleague = await world.newVisitor()
  await colleague.knock('同僚')
  await world.desk.press('同僚', 'deny')
  await expect(step('同僚にノックしてもらう').getByText('できました')).toBeAttached()

  await page.getByRole('button', { name: 'あとにする' }).click()
  await expect(steps).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('ドアは開いています')).toBeVisible()
  await expect(steps).toHaveCount(0)
  await page.getByRole('link', { name: '設定', exact: true }).click()
  await page.getByRole('link', { name: 'はじめの準備と練習' }).click()
  await expect(steps.getByText('できました')).toHaveCount(3)
  await page.getByRole('button', { name: '最初の画面にまた出す' }).click()
  await page.getByRole('link', { name: '受付', exact: true }).click()
  await expect(steps).toBeVisible()
})

test('a practice knock is held, admitted to somebody seen and heard, denied, and kept nowhere', async ({ world }) => {
  const { desk } = world
  const { page } = desk
  const practise = page.getByRole('button', { name: 'お試しのノック' })
  await practise.click()
  const knock = desk.knockOf('お試し')
  await expect(knock).toContainText('練習です')
  await expect(page.getByRole('link', { name: '受付', exact: true })).not.toHaveAccessibleDescription(/お待ち/)
  await desk.press('お試し', 'hold')
  await expect(knock).toContainText('お待ちいただいています')
  await desk.press('お試し', 'admit')
  await expect(desk.callWith('お試し')).toBeVisible()

  const picture = page.locator('video[aria-label="お試し"]')
  await expect.poll(() => picture.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0)
  await expect.poll(() => page.locator('audio.voice').evaluate(isHeard)).toBe(true)
  await page.getByRole('button', { name: '通話を終了', exact: true }).click()
  await expect(desk.callWith('お試し')).toHaveCount(0)

  await practise.click()
  await desk.press('お試し', 'deny')
  await expect(practise).toBeVisible()
  await expect(page.getByRole('region', { name: 'さきほどの来訪' })).toHaveCount(0)
  await page.getByRole('link', { name: '来訪記録', exact: true }).click()
  await expect(page.getByText('まだ来訪はありません')).toBeVisible()
})
