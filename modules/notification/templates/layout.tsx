import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Text,
} from "@react-email/components"
import type { ReactElement, ReactNode } from "react"
import type { MailContext } from "./define"
import type { Texts } from "./language"

/** Styles are inline: mail programs drop or rewrite style sheets. */
const styles = {
  page: {
    backgroundColor: "#f4f6f1",
    fontFamily: "Helvetica, Arial, sans-serif",
    margin: 0,
    padding: "24px 12px",
  },
  card: {
    backgroundColor: "#ffffff",
    borderRadius: "8px",
    maxWidth: "560px",
    padding: "24px 32px",
  },
  brand: { color: "#2f6b2f", fontSize: "20px", fontWeight: 700, margin: "0 0 16px" },
  paragraph: { color: "#1f2a1f", fontSize: "16px", lineHeight: "24px", margin: "0 0 16px" },
  button: {
    backgroundColor: "#2f6b2f",
    borderRadius: "6px",
    color: "#ffffff",
    fontSize: "16px",
    fontWeight: 700,
    padding: "12px 24px",
    textDecoration: "none",
  },
  rule: { borderColor: "#dfe5da", margin: "24px 0 16px" },
  footer: { color: "#5d6b5d", fontSize: "13px", lineHeight: "20px", margin: 0 },
}

const footers: Texts<(marketplaceName: string) => string> = {
  pt: (marketplaceName) =>
    `Mensagem automática da ${marketplaceName} sobre a segurança da sua conta. Nunca lhe pedimos a palavra-passe por e-mail.`,
  en: (marketplaceName) =>
    `An automatic message from ${marketplaceName} about your account's security. We never ask for your password by e-mail.`,
}

/** The frame of every mail. The subject is its title and what mailboxes show beside it. */
export function Layout(props: {
  context: MailContext
  subject: string
  footer?: string | undefined
  children: ReactNode
}): ReactElement {
  const { language, marketplaceName } = props.context
  return (
    <Html lang={language}>
      <Head>
        <title>{props.subject}</title>
      </Head>
      <Preview>{props.subject}</Preview>
      <Body style={styles.page}>
        <Container style={styles.card}>
          <Heading as="h1" style={styles.brand}>
            {marketplaceName}
          </Heading>
          {props.children}
          <Hr style={styles.rule} />
          <Text style={styles.footer}>{props.footer ?? footers[language](marketplaceName)}</Text>
        </Container>
      </Body>
    </Html>
  )
}

/** One paragraph of plain words. */
export function Paragraph(props: { children: string }): ReactElement {
  return <Text style={styles.paragraph}>{props.children}</Text>
}

/** What the reader is meant to do. */
export function Action(props: { href: string; children: string }): ReactElement {
  return (
    <Text style={styles.paragraph}>
      <Button href={props.href} style={styles.button}>
        {props.children}
      </Button>
    </Text>
  )
}

/** Words, and then a link that is less than the mail's purpose. */
export function Aside(props: { text: string; href: string; children: string }): ReactElement {
  return (
    <Text style={styles.paragraph}>
      {`${props.text} `}
      <Link href={props.href}>{props.children}</Link>
    </Text>
  )
}
