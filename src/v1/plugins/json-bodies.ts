import fp from "fastify-plugin"

/**
 * Reads JSON bodies as Fastify does, but an empty one as none: Medusa's dashboard and SDK name
 * the type of a body that they do not send.
 */
export const jsonBodies = fp((app, _options, done) => {
  const parse = app.getDefaultJsonParser("error", "error")
  app.removeContentTypeParser("application/json")
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, parsed) => {
    const text = String(body)
    if (text === "") {
      parsed(null, undefined)
    } else {
      void parse(request, text, parsed)
    }
  })
  done()
})
