import Ajv2020, { type ValidateFunction } from "ajv/dist/2020"
import addFormats from "ajv-formats"
import type { Response } from "supertest"
import type { World } from "./world"

type Operation = {
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}
type Document = { paths: Record<string, Record<string, Operation>> }

/** Holds answers against the document that the server publishes. */
export type Contract = {
  /** Fails unless an answer has the status, and the shape that the document gives it. */
  expectAnswer: (answer: Response, method: string, path: string, status: number) => void
}

/** Reads the server's OpenAPI document. */
export async function openContract(world: World): Promise<Contract> {
  const document = (await world.api.get("/v1/openapi.json").expect(200)).body as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(document, "document")
  const compiled = new Map<string, ValidateFunction>()

  function schemaOf(method: string, path: string, status: number): ValidateFunction {
    const key = `${method} ${path} ${status}`
    const known = compiled.get(key)
    if (known !== undefined) {
      return known
    }
    const operation = document.paths[path]?.[method]
    const schema = operation?.responses[String(status)]?.content?.["application/json"]?.schema
    if (schema === undefined) {
      throw new Error(`The document has no answer ${status} for ${method} ${path}`)
    }
    const text = JSON.stringify(schema).replaceAll('"#/', '"document#/')
    const validate = ajv.compile(JSON.parse(text) as object)
    compiled.set(key, validate)
    return validate
  }

  return {
    expectAnswer: (answer, method, path, status) => {
      expect({
        answered: answer.status,
        text: answer.status === status ? "" : answer.text,
      }).toEqual({
        answered: status,
        text: "",
      })
      const validate = schemaOf(method, path, status)
      validate(answer.body)
      expect({ method, path, errors: validate.errors ?? [] }).toEqual({ method, path, errors: [] })
    },
  }
}
