import type { Language } from "../../http/languages"

/** What answers say to people beside their data. */
const messages = {
  registered: {
    pt: "Registo feito. Veja o seu e-mail para confirmar a conta.",
    en: "Registration successful. Please check your email to verify your account.",
  },
  signedOut: { pt: "Sessão terminada.", en: "Signed out." },
  mailIfKnown: {
    pt: "Se este e-mail tiver uma conta, receberá uma mensagem.",
    en: "If this e-mail has an account, it gets a message.",
  },
  emailVerified: { pt: "E-mail confirmado.", en: "E-mail verified." },
  passwordChanged: { pt: "Palavra-passe alterada.", en: "Password changed." },
  twoFactorOff: {
    pt: "Verificação em dois passos desligada.",
    en: "Two-factor authentication is off.",
  },
  codeSent: { pt: "Código enviado.", en: "Code sent." },
  phoneVerified: { pt: "Telefone confirmado.", en: "Phone verified." },
  addressDeleted: { pt: "Endereço apagado.", en: "Address deleted." },
  sessionEnded: { pt: "Sessão terminada.", en: "Session ended." },
  accountClosed: { pt: "Conta encerrada.", en: "Account closed." },
  wishRemoved: { pt: "Produto retirado da lista.", en: "Product taken off the list." },
} as const

export function said(message: keyof typeof messages, language: Language): string {
  return messages[message][language]
}
