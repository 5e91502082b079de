import type { Language } from '@winkwire/contract/languages';

interface ConsentText {
  title: string;
  paragraphs: string[];
}

/** Raise this if the meaning of the texts changes. Users are then asked again. */
export const consentTextsVersion = '1';

/**
 * What users consent to if there is no consent template. The English texts are the original. If a translation is added,
 * no user is asked again.
 */
export const consentTexts: Record<Language, (company: string) => ConsentText> = {
  en: (company) => ({
    title: `Share your work data with ${company}`,
    paragraphs: [
      `${company} would like to read employment and income data from the accounts that you choose.`,
      'You decide which accounts to link. Your password is used once to sign in and is never stored.',
      `${company} sees who you are, where you work and what you earn. You can take this back at any time: the data is then removed.`,
    ],
  }),
  es: (company) => ({
    title: `Comparta sus datos laborales con ${company}`,
    paragraphs: [
      `${company} desea leer datos de empleo e ingresos de las cuentas que usted elija.`,
      'Usted decide qué cuentas vincular. Su contraseña se usa una sola vez para iniciar sesión y nunca se guarda.',
      `${company} ve quién es usted, dónde trabaja y cuánto gana. Puede retirar este permiso cuando quiera: los datos se eliminan.`,
    ],
  }),
  ar: (company) => ({
    title: `شارك بيانات عملك مع ${company}`,
    paragraphs: [
      `تود ${company} قراءة بيانات العمل والدخل من الحسابات التي تختارها.`,
      'أنت من يقرر أي الحسابات تُربط. تُستخدم كلمة مرورك مرة واحدة لتسجيل الدخول ولا تُحفظ أبدًا.',
      `ترى ${company} من أنت وأين تعمل وكم تكسب. يمكنك سحب هذه الموافقة في أي وقت، وعندها تُحذف البيانات.`,
    ],
  }),
  fil: (company) => ({
    title: `Ibahagi ang datos ng trabaho mo sa ${company}`,
    paragraphs: [
      `Gustong basahin ng ${company} ang datos tungkol sa trabaho at kita mo mula sa mga account na pipiliin mo.`,
      'Ikaw ang magpapasya kung aling account ang ikokonekta. Isang beses lang gagamitin ang password mo para mag-log in, at hindi ito kailanman itatago.',
      `Makikita ng ${company} kung sino ka, saan ka nagtatrabaho at magkano ang kinikita mo. Puwede mo itong bawiin anumang oras, at buburahin ang datos.`,
    ],
  }),
  id: (company) => ({
    title: `Bagikan data pekerjaan Anda kepada ${company}`,
    paragraphs: [
      `${company} ingin membaca data pekerjaan dan penghasilan dari akun yang Anda pilih.`,
      'Anda menentukan akun mana yang dihubungkan. Kata sandi Anda hanya dipakai satu kali untuk masuk dan tidak pernah disimpan.',
      `${company} melihat siapa Anda, tempat Anda bekerja, dan penghasilan Anda. Anda dapat mencabut izin ini kapan saja, dan datanya akan dihapus.`,
    ],
  }),
  vi: (company) => ({
    title: `Chia sẻ dữ liệu công việc của bạn với ${company}`,
    paragraphs: [
      `${company} muốn đọc dữ liệu việc làm và thu nhập từ các tài khoản mà bạn chọn.`,
      'Bạn quyết định liên kết tài khoản nào. Mật khẩu của bạn chỉ được dùng một lần để đăng nhập và không bao giờ được lưu.',
      `${company} thấy bạn là ai, bạn làm việc ở đâu và thu nhập của bạn. Bạn có thể rút lại bất cứ lúc nào, khi đó dữ liệu sẽ bị xóa.`,
    ],
  }),
  th: (company) => ({
    title: `แบ่งปันข้อมูลการทำงานของคุณกับ ${company}`,
    paragraphs: [
      `${company} ขออ่านข้อมูลการจ้างงานและรายได้จากบัญชีที่คุณเลือก`,
      'คุณเป็นผู้เลือกว่าจะเชื่อมต่อบัญชีใด รหัสผ่านของคุณใช้เข้าสู่ระบบเพียงครั้งเดียวและไม่มีการจัดเก็บ',
      `${company} จะเห็นว่าคุณคือใคร ทำงานที่ไหน และมีรายได้เท่าไร คุณเพิกถอนได้ทุกเมื่อ และข้อมูลจะถูกลบ`,
    ],
  }),
  'zh-Hans': (company) => ({
    title: `与 ${company} 共享您的工作数据`,
    paragraphs: [
      `${company} 希望从您选择的账户中读取就业和收入数据。`,
      '由您决定关联哪些账户。您的密码仅在登录时使用一次，绝不会被保存。',
      `${company} 将看到您的身份、工作单位和收入。您可以随时撤回同意，届时数据将被删除。`,
    ],
  }),
};
