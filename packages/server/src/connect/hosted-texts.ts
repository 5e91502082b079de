import { directionOf, type Language } from '@winkwire/contract/languages';

/** The texts of the hosted page. A `company` of null means that the name of the company is not known. */
export interface HostedTexts {
  heading: string;
  intro: (company: string | null) => string;
  open: string;
  doneHeading: string;
  done: string;
  leftHeading: string;
  left: string;
  usedHeading: string;
  used: string;
  endedHeading: string;
  ended: string;
  incompleteHeading: string;
  incomplete: string;
  trouble: string;
  back: (company: string | null) => string;
  note: string;
}

const en: HostedTexts = {
  heading: 'Link your work account',
  intro: (company) =>
    company
      ? `${company} asks to see your work and pay history. You choose what to share.`
      : 'You choose which work and pay data you share.',
  open: 'Continue',
  doneHeading: 'All done',
  done: 'Thank you. You can close this page.',
  leftHeading: 'Nothing is linked yet',
  left: 'You can continue now, or come back to this page later.',
  usedHeading: 'This link has been used',
  used: 'It opens only once. To continue, get a new one where you got this one.',
  endedHeading: 'This link is no longer valid',
  ended: 'Please ask for a new one where you got it.',
  incompleteHeading: 'This link is incomplete',
  incomplete: 'Please open it again from where you got it.',
  trouble: 'That did not work. Check your connection, then try again.',
  back: (company) => (company ? `Back to ${company}` : 'Go back'),
  note: 'You type your password in a sealed window. No other page can see it.',
};

const es: HostedTexts = {
  heading: 'Vincule su cuenta de trabajo',
  intro: (company) =>
    company
      ? `${company} le pide ver su historial de trabajo e ingresos. Usted elige qué compartir.`
      : 'Usted elige qué datos de trabajo e ingresos comparte.',
  open: 'Continuar',
  doneHeading: 'Listo',
  done: 'Gracias. Ya puede cerrar esta página.',
  leftHeading: 'Aún no ha vinculado nada',
  left: 'Puede continuar ahora o volver a esta página más tarde.',
  usedHeading: 'Este enlace ya se ha usado',
  used: 'Solo se abre una vez. Para continuar, pida uno nuevo donde lo recibió.',
  endedHeading: 'Este enlace ya no es válido',
  ended: 'Pida uno nuevo donde lo recibió.',
  incompleteHeading: 'Este enlace está incompleto',
  incomplete: 'Ábralo de nuevo desde donde lo recibió.',
  trouble: 'No ha funcionado. Revise su conexión e inténtelo de nuevo.',
  back: (company) => (company ? `Volver a ${company}` : 'Volver'),
  note: 'Usted escribe su contraseña en una ventana aislada. Ninguna otra página puede verla.',
};

const ar: HostedTexts = {
  heading: 'اربط حساب عملك',
  intro: (company) =>
    company
      ? `تطلب ⁨${company}⁩ الاطلاع على سجل عملك ودخلك. أنت تختار ما تشاركه.`
      : 'أنت تختار بيانات العمل والدخل التي تشاركها.',
  open: 'متابعة',
  doneHeading: 'اكتمل كل شيء',
  done: 'شكرًا لك. يمكنك إغلاق هذه الصفحة.',
  leftHeading: 'لم يتم ربط أي حساب بعد',
  left: 'يمكنك المتابعة الآن، أو العودة إلى هذه الصفحة لاحقًا.',
  usedHeading: 'سبق استخدام هذا الرابط',
  used: 'يُفتح الرابط مرة واحدة فقط. للمتابعة، اطلب رابطًا جديدًا من حيث وصلك هذا الرابط.',
  endedHeading: 'لم يعد هذا الرابط صالحًا',
  ended: 'اطلب رابطًا جديدًا من حيث وصلك هذا الرابط.',
  incompleteHeading: 'هذا الرابط غير مكتمل',
  incomplete: 'افتحه من جديد من حيث وصلك.',
  trouble: 'لم ينجح ذلك. تحقق من اتصالك ثم حاول مرة أخرى.',
  back: (company) => (company ? `العودة إلى ⁨${company}⁩` : 'العودة'),
  note: 'تكتب كلمة مرورك في نافذة معزولة لا تراها أي صفحة أخرى.',
};

const fil: HostedTexts = {
  heading: 'I-link ang account mo sa trabaho',
  intro: (company) =>
    company
      ? `Hinihiling ng ${company} na makita ang kasaysayan ng trabaho at sahod mo. Ikaw ang pipili ng ibabahagi.`
      : 'Ikaw ang pipili kung aling datos ng trabaho at sahod ang ibabahagi mo.',
  open: 'Magpatuloy',
  doneHeading: 'Tapos na',
  done: 'Salamat. Maaari mo nang isara ang pahinang ito.',
  leftHeading: 'Wala ka pang nai-link',
  left: 'Maaari kang magpatuloy ngayon, o bumalik sa pahinang ito mamaya.',
  usedHeading: 'Nagamit na ang link na ito',
  used: 'Isang beses lang itong nabubuksan. Para magpatuloy, humingi ng bago kung saan mo ito nakuha.',
  endedHeading: 'Hindi na valid ang link na ito',
  ended: 'Humingi ng bago kung saan mo ito nakuha.',
  incompleteHeading: 'Kulang ang link na ito',
  incomplete: 'Buksan itong muli kung saan mo ito nakuha.',
  trouble: 'Hindi iyon gumana. Tingnan ang koneksyon mo, saka subukang muli.',
  back: (company) => (company ? `Bumalik sa ${company}` : 'Bumalik'),
  note: 'Sa hiwalay na window mo ita-type ang password mo. Walang ibang pahinang makakakita nito.',
};

const id: HostedTexts = {
  heading: 'Hubungkan akun kerja Anda',
  intro: (company) =>
    company
      ? `${company} meminta izin melihat riwayat kerja dan gaji Anda. Anda yang memilih apa yang dibagikan.`
      : 'Anda memilih data kerja dan gaji yang ingin dibagikan.',
  open: 'Lanjutkan',
  doneHeading: 'Selesai',
  done: 'Terima kasih. Anda dapat menutup halaman ini.',
  leftHeading: 'Belum ada yang terhubung',
  left: 'Anda dapat melanjutkan sekarang, atau kembali ke halaman ini nanti.',
  usedHeading: 'Tautan ini sudah digunakan',
  used: 'Tautan hanya dapat dibuka sekali. Untuk melanjutkan, mintalah tautan baru di tempat Anda menerimanya.',
  endedHeading: 'Tautan ini sudah tidak berlaku',
  ended: 'Mintalah tautan baru di tempat Anda menerimanya.',
  incompleteHeading: 'Tautan ini tidak lengkap',
  incomplete: 'Buka lagi dari tempat Anda menerimanya.',
  trouble: 'Itu tidak berhasil. Periksa koneksi Anda, lalu coba lagi.',
  back: (company) => (company ? `Kembali ke ${company}` : 'Kembali'),
  note: 'Anda mengetik kata sandi di jendela terpisah. Halaman lain tidak dapat melihatnya.',
};

const vi: HostedTexts = {
  heading: 'Liên kết tài khoản công việc của bạn',
  intro: (company) =>
    company
      ? `${company} đề nghị xem lịch sử làm việc và thu nhập của bạn. Bạn chọn những gì muốn chia sẻ.`
      : 'Bạn chọn dữ liệu công việc và thu nhập muốn chia sẻ.',
  open: 'Tiếp tục',
  doneHeading: 'Hoàn tất',
  done: 'Cảm ơn bạn. Bạn có thể đóng trang này.',
  leftHeading: 'Chưa có gì được liên kết',
  left: 'Bạn có thể tiếp tục ngay, hoặc quay lại trang này sau.',
  usedHeading: 'Liên kết này đã được sử dụng',
  used: 'Liên kết chỉ mở được một lần. Để tiếp tục, vui lòng yêu cầu liên kết mới từ nơi bạn nhận được nó.',
  endedHeading: 'Liên kết này không còn hiệu lực',
  ended: 'Vui lòng yêu cầu liên kết mới từ nơi bạn nhận được nó.',
  incompleteHeading: 'Liên kết này không đầy đủ',
  incomplete: 'Vui lòng mở lại từ nơi bạn nhận được nó.',
  trouble: 'Không thực hiện được. Hãy kiểm tra kết nối rồi thử lại.',
  back: (company) => (company ? `Quay lại ${company}` : 'Quay lại'),
  note: 'Bạn nhập mật khẩu trong một cửa sổ tách biệt. Không trang nào khác thấy được.',
};

const th: HostedTexts = {
  heading: 'เชื่อมต่อบัญชีงานของคุณ',
  intro: (company) =>
    company
      ? `${company} ขอดูประวัติการทำงานและรายได้ของคุณ คุณเลือกได้ว่าจะแบ่งปันอะไร`
      : 'คุณเลือกได้ว่าจะแบ่งปันข้อมูลงานและรายได้ใดบ้าง',
  open: 'ดำเนินการต่อ',
  doneHeading: 'เสร็จเรียบร้อย',
  done: 'ขอบคุณ คุณปิดหน้านี้ได้แล้ว',
  leftHeading: 'ยังไม่ได้เชื่อมต่อ',
  left: 'คุณดำเนินการต่อได้เลย หรือกลับมาที่หน้านี้ภายหลังก็ได้',
  usedHeading: 'ลิงก์นี้ถูกใช้ไปแล้ว',
  used: 'ลิงก์นี้เปิดได้เพียงครั้งเดียว หากต้องการดำเนินการต่อ โปรดขอลิงก์ใหม่จากที่ที่คุณได้รับมา',
  endedHeading: 'ลิงก์นี้ใช้ไม่ได้แล้ว',
  ended: 'โปรดขอลิงก์ใหม่จากที่ที่คุณได้รับมา',
  incompleteHeading: 'ลิงก์นี้ไม่สมบูรณ์',
  incomplete: 'โปรดเปิดอีกครั้งจากที่ที่คุณได้รับมา',
  trouble: 'ไม่สำเร็จ โปรดตรวจสอบการเชื่อมต่อ แล้วลองอีกครั้ง',
  back: (company) => (company ? `กลับไปที่ ${company}` : 'ย้อนกลับ'),
  note: 'คุณพิมพ์รหัสผ่านในหน้าต่างที่แยกออกมา หน้าอื่นมองไม่เห็น',
};

const zhHans: HostedTexts = {
  heading: '关联您的工作账户',
  intro: (company) =>
    company
      ? `${company} 希望查看您的工作和收入记录。分享哪些内容由您决定。`
      : '分享哪些工作和收入数据由您决定。',
  open: '继续',
  doneHeading: '已完成',
  done: '谢谢。您可以关闭此页面。',
  leftHeading: '尚未关联任何账户',
  left: '您可以现在继续，也可以稍后再回到此页面。',
  usedHeading: '此链接已被使用',
  used: '链接只能打开一次。如需继续，请在您收到链接的地方索取新链接。',
  endedHeading: '此链接已失效',
  ended: '请在您收到链接的地方索取新链接。',
  incompleteHeading: '此链接不完整',
  incomplete: '请从您收到链接的地方重新打开。',
  trouble: '操作未成功。请检查网络连接后重试。',
  back: (company) => (company ? `返回 ${company}` : '返回'),
  note: '您在独立的安全窗口中输入密码，其他页面无法看到。',
};

const texts: Record<Language, HostedTexts> = { en, es, ar, fil, id, vi, th, 'zh-Hans': zhHans };

export const hostedTexts = (lang: Language): { lang: Language; dir: 'ltr' | 'rtl'; texts: HostedTexts } => ({
  lang,
  dir: directionOf(lang),
  texts: texts[lang],
});
