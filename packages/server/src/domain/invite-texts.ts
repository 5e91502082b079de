import type { Language } from '@winkwire/contract/languages';

export interface InviteTexts {
  /** The words before the address of the landing page, in the e-mail. */
  noButton: string;
  mailNote: (company: string) => string;
  steps: readonly [string, string, string];
  personal: (name: string) => string;
  sealed: (company: string) => string;
  trouble: string;
  endedHeading: string;
  ended: (company: string) => string;
  unknownHeading: string;
  unknown: string;
}

const en: InviteTexts = {
  noButton: 'If the button does not work, open this address:',
  mailNote: (company) =>
    `The link is yours alone: please do not forward it. ${company} never asks for your password by e-mail.`,
  steps: [
    'Choose where you work or how you are paid.',
    'Sign in there, as you always do.',
    'Done. You can withdraw access at any time.',
  ],
  personal: (name) => `This link was made for ${name}. Please do not pass it on.`,
  sealed: (company) => `You type your password in a sealed window: ${company} never sees it.`,
  trouble: 'That did not work. Please try again in a moment.',
  endedHeading: 'This invitation has ended',
  ended: (company) => `${company} no longer asks you to link an account. Nothing is left to do.`,
  unknownHeading: 'This link does not work',
  unknown:
    'It may be incomplete: a long link is sometimes cut in an e-mail. Open it again from the message, or ask the company that invited you for a new one.',
};

const es: InviteTexts = {
  noButton: 'Si el botón no funciona, abra esta dirección:',
  mailNote: (company) =>
    `El enlace es solo para usted: no lo reenvíe. ${company} nunca le pide su contraseña por correo.`,
  steps: [
    'Elija dónde trabaja o cómo cobra.',
    'Inicie sesión allí, como siempre.',
    'Listo. Puede retirar el acceso cuando quiera.',
  ],
  personal: (name) => `Este enlace se creó para ${name}. No lo comparta.`,
  sealed: (company) => `Usted escribe su contraseña en una ventana aislada: ${company} nunca la ve.`,
  trouble: 'No ha funcionado. Inténtelo de nuevo en un momento.',
  endedHeading: 'Esta invitación ha terminado',
  ended: (company) => `${company} ya no le pide que vincule una cuenta. No tiene que hacer nada más.`,
  unknownHeading: 'Este enlace no funciona',
  unknown:
    'Puede estar incompleto: a veces un enlace largo se corta en el correo. Ábralo de nuevo desde el mensaje o pida uno nuevo a la empresa que le invitó.',
};

const ar: InviteTexts = {
  noButton: 'إذا لم يعمل الزر، فافتح هذا العنوان:',
  mailNote: (company) =>
    `هذا الرابط لك وحدك، فلا تُعِد توجيهه. لا تطلب ⁨${company}⁩ كلمة مرورك بالبريد الإلكتروني أبدًا.`,
  steps: [
    'اختر مكان عملك أو طريقة تقاضي دخلك.',
    'سجّل الدخول هناك كالمعتاد.',
    'تم. يمكنك سحب الإذن في أي وقت.',
  ],
  personal: (name) => `أُنشئ هذا الرابط من أجل ⁨${name}⁩. لا تشاركه مع أحد.`,
  sealed: (company) => `تكتب كلمة مرورك في نافذة معزولة، ولا تراها ⁨${company}⁩ أبدًا.`,
  trouble: 'لم ينجح ذلك. حاول مرة أخرى بعد لحظات.',
  endedHeading: 'انتهت هذه الدعوة',
  ended: (company) => `لم تعد ⁨${company}⁩ تطلب منك ربط حساب. لا يلزمك فعل أي شيء.`,
  unknownHeading: 'هذا الرابط لا يعمل',
  unknown:
    'قد يكون غير مكتمل: ينقطع الرابط الطويل أحيانًا في البريد. افتحه من الرسالة مرة أخرى، أو اطلب رابطًا جديدًا من الشركة التي دعتك.',
};

const fil: InviteTexts = {
  noButton: 'Kung hindi gumagana ang button, buksan ang address na ito:',
  mailNote: (company) =>
    `Para sa iyo lang ang link: huwag itong ipasa. Hindi kailanman hihingin ng ${company} ang password mo sa email.`,
  steps: [
    'Piliin kung saan ka nagtatrabaho o kung paano ka binabayaran.',
    'Mag-log in doon gaya ng dati.',
    'Tapos na. Maaari mong bawiin ang access anumang oras.',
  ],
  personal: (name) => `Ginawa ang link na ito para kay ${name}. Huwag itong ipasa sa iba.`,
  sealed: (company) =>
    `Sa hiwalay na window mo ita-type ang password mo: hindi ito kailanman makikita ng ${company}.`,
  trouble: 'Hindi iyon gumana. Subukang muli maya-maya.',
  endedHeading: 'Tapos na ang imbitasyong ito',
  ended: (company) =>
    `Hindi na hinihiling ng ${company} na mag-link ka ng account. Wala ka nang kailangang gawin.`,
  unknownHeading: 'Hindi gumagana ang link na ito',
  unknown:
    'Baka kulang ito: minsan napuputol ang mahabang link sa email. Buksan itong muli mula sa mensahe, o humingi ng bago sa kumpanyang nag-imbita sa iyo.',
};

const id: InviteTexts = {
  noButton: 'Jika tombol tidak berfungsi, buka alamat ini:',
  mailNote: (company) =>
    `Tautan ini hanya untuk Anda: jangan teruskan. ${company} tidak pernah meminta kata sandi Anda lewat email.`,
  steps: [
    'Pilih tempat Anda bekerja atau cara Anda dibayar.',
    'Masuk di sana seperti biasa.',
    'Selesai. Anda dapat mencabut akses kapan saja.',
  ],
  personal: (name) => `Tautan ini dibuat untuk ${name}. Jangan bagikan kepada orang lain.`,
  sealed: (company) => `Anda mengetik kata sandi di jendela terpisah: ${company} tidak pernah melihatnya.`,
  trouble: 'Itu tidak berhasil. Coba lagi sebentar lagi.',
  endedHeading: 'Undangan ini telah berakhir',
  ended: (company) => `${company} tidak lagi meminta Anda menautkan akun. Tidak ada yang perlu dilakukan.`,
  unknownHeading: 'Tautan ini tidak berfungsi',
  unknown:
    'Mungkin tautan tidak lengkap: tautan panjang kadang terpotong di email. Buka lagi dari pesan, atau minta yang baru kepada perusahaan yang mengundang Anda.',
};

const vi: InviteTexts = {
  noButton: 'Nếu nút không hoạt động, hãy mở địa chỉ này:',
  mailNote: (company) =>
    `Liên kết chỉ dành cho bạn: vui lòng không chuyển tiếp. ${company} không bao giờ hỏi mật khẩu của bạn qua email.`,
  steps: [
    'Chọn nơi bạn làm việc hoặc cách bạn nhận lương.',
    'Đăng nhập ở đó như mọi khi.',
    'Xong. Bạn có thể rút lại quyền truy cập bất cứ lúc nào.',
  ],
  personal: (name) => `Liên kết này được tạo cho ${name}. Vui lòng không chia sẻ.`,
  sealed: (company) => `Bạn nhập mật khẩu trong một cửa sổ tách biệt: ${company} không bao giờ thấy được.`,
  trouble: 'Không thực hiện được. Vui lòng thử lại sau giây lát.',
  endedHeading: 'Lời mời này đã kết thúc',
  ended: (company) => `${company} không còn đề nghị bạn liên kết tài khoản. Bạn không cần làm gì thêm.`,
  unknownHeading: 'Liên kết này không hoạt động',
  unknown:
    'Có thể liên kết không đầy đủ: liên kết dài đôi khi bị cắt trong email. Hãy mở lại từ thư, hoặc xin liên kết mới từ công ty đã mời bạn.',
};

const th: InviteTexts = {
  noButton: 'หากปุ่มใช้ไม่ได้ โปรดเปิดที่อยู่นี้:',
  mailNote: (company) => `ลิงก์นี้สำหรับคุณเท่านั้น โปรดอย่าส่งต่อ ${company} จะไม่ขอรหัสผ่านของคุณทางอีเมล`,
  steps: ['เลือกที่ทำงานของคุณหรือช่องทางที่คุณได้รับเงิน', 'เข้าสู่ระบบที่นั่นตามปกติ', 'เสร็จแล้ว คุณยกเลิกการเข้าถึงได้ทุกเมื่อ'],
  personal: (name) => `ลิงก์นี้สร้างขึ้นสำหรับ ${name} โปรดอย่าส่งต่อ`,
  sealed: (company) => `คุณพิมพ์รหัสผ่านในหน้าต่างที่แยกออกมา ${company} มองไม่เห็น`,
  trouble: 'ไม่สำเร็จ โปรดลองอีกครั้งในอีกสักครู่',
  endedHeading: 'คำเชิญนี้สิ้นสุดแล้ว',
  ended: (company) => `${company} ไม่ได้ขอให้คุณเชื่อมต่อบัญชีแล้ว คุณไม่ต้องทำอะไรเพิ่ม`,
  unknownHeading: 'ลิงก์นี้ใช้ไม่ได้',
  unknown: 'ลิงก์อาจไม่สมบูรณ์ เพราะลิงก์ยาวอาจถูกตัดในอีเมล โปรดเปิดอีกครั้งจากข้อความ หรือขอลิงก์ใหม่จากบริษัทที่เชิญคุณ',
};

const zhHans: InviteTexts = {
  noButton: '如果按钮无法使用，请打开此地址：',
  mailNote: (company) => `此链接仅供您本人使用，请勿转发。${company} 绝不会通过电子邮件索要您的密码。`,
  steps: ['选择您的工作单位或收款方式。', '像平时一样在那里登录。', '完成。您可以随时撤回授权。'],
  personal: (name) => `此链接专为 ${name} 创建，请勿转给他人。`,
  sealed: (company) => `您在独立的安全窗口中输入密码，${company} 无法看到。`,
  trouble: '操作未成功。请稍后重试。',
  endedHeading: '此邀请已结束',
  ended: (company) => `${company} 不再请您关联账户。您无需再做任何事。`,
  unknownHeading: '此链接无法使用',
  unknown: '链接可能不完整：较长的链接有时会在邮件中被截断。请从邮件中重新打开，或向邀请您的公司索取新链接。',
};

export const inviteTexts: Record<Language, InviteTexts> = {
  en,
  es,
  ar,
  fil,
  id,
  vi,
  th,
  'zh-Hans': zhHans,
};
