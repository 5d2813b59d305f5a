import { XMLParser } from "fast-xml-parser"
import { z } from "zod"

/** A message as it came; all values are texts. */
export type EmolaRequest = {
  username: string
  password: string
  wscode: string
  params: Readonly<Record<string, string>>
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => name === "param",
})

const param = z.object({ name: z.string(), value: z.string() })

const envelope = z.object({
  Envelope: z.object({
    Body: z.object({
      gwOperation: z.object({
        Input: z.object({
          username: z.string(),
          password: z.string(),
          wscode: z.string(),
          param: z.array(param),
          rawData: z.string(),
        }),
      }),
    }),
  }),
})

/** @throws Error where it is no message of the gateway's. */
export function readEnvelope(body: string): EmolaRequest {
  const { Input } = envelope.parse(parser.parse(body, true)).Envelope.Body.gwOperation
  const { username, password, wscode } = Input
  return {
    username,
    password,
    wscode,
    params: Object.fromEntries(Input.param.map(({ name, value }) => [name, value])),
  }
}
