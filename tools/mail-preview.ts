import { mkdir, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { renderMail, renderSms } from "../modules/notification/render"
import { smsTemplates, templates } from "../modules/notification/templates"
import type { MailLanguage } from "../modules/notification/templates/language"
import { mailSamples, smsSamples } from "../modules/notification/templates/samples"
import { readEnv } from "../src/lib/env"

const languages: MailLanguage[] = ["pt", "en"]

type Preview = { subject: string; file: string; textFile: string }

const namesOf = <Name extends string>(table: Record<Name, unknown>) => Object.keys(table) as Name[]

async function previewMails(folder: string): Promise<Preview[]> {
  const previews: Preview[] = []
  for (const name of namesOf(templates)) {
    for (const language of languages) {
      const mail = await renderMail(name, language, mailSamples[name])
      const file = `${name}.${language}.html`
      const textFile = `${name}.${language}.txt`
      await writeFile(path.join(folder, file), mail.html)
      await writeFile(path.join(folder, textFile), `${mail.text}\n`)
      previews.push({ subject: mail.subject, file, textFile })
    }
  }
  return previews
}

async function previewMessages(): Promise<string[]> {
  const texts: string[] = []
  for (const name of namesOf(smsTemplates)) {
    for (const language of languages) {
      texts.push((await renderSms(name, language, smsSamples[name])).text)
    }
  }
  return texts
}

/** Subjects and texts are ours, made from samples: nothing in them needs escaping. */
function indexPage(mails: Preview[], messages: string[]): string {
  const sections = mails.map(
    ({ subject, file, textFile }) =>
      `<section><h2>${subject}</h2><p><a href="${file}">${file}</a>, <a href="${textFile}">text</a></p><iframe src="${file}" title="${file}"></iframe></section>`
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mails</title>
<style>body{font-family:sans-serif}iframe{width:100%;max-width:700px;height:560px;border:1px solid #ccc}</style>
</head><body><h1>Mails</h1>
${sections.join("\n")}
<h1>Text messages</h1>
${messages.map((text) => `<p>${text}</p>`).join("\n")}
</body></html>
`
}

/** Every mail and text message in both languages, as pages to look at. */
async function main(): Promise<void> {
  const folder = path.resolve(__dirname, "..", readEnv().DATA_DIR, "mail-preview")
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const index = path.join(folder, "index.html")
  await writeFile(index, indexPage(await previewMails(folder), await previewMessages()))
  process.stdout.write(`${index}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
  )
  process.exit(1)
})
