/**
 * The closed vocabulary: words of reform reports and of the forms' labels, mined from such documents. It
 * decides between readings that are all well-formed syllables; it is never a test of whether a word exists.
 */

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

const TONE_ON_FIRST = /(?<!q)(?:[óòỏõọ][ae]|[úùủũụ]y)$/u;

/** Words as those write them who put the tone on the last vowel: `hoá` for `hóa`. */
function withToneOnLast(list: ReadonlySet<string>): ReadonlySet<string> {
  const twins = [...list]
    .filter((word) => TONE_ON_FIRST.test(word))
    .map((word) => {
      const [start, vowel, last] = [word.slice(0, -2), word.at(-2) ?? '', word.at(-1) ?? ''];
      const [plain = '', tone = ''] = vowel.normalize('NFD');
      return start + plain + (last + tone).normalize('NFC');
    });
  return new Set(twins);
}

/** Syllables, lower case, tone where most reports put it. */
export const VOCABULARY = words(`
  ai an anh ban biên biến biết biện buổi bài bàn bá báo bãi bảy bưu bạc bạch bạn bản bảo bảng bất bằng bị bỏ bố bồi bổ
  bộ bên bình bước cao chi cho chuyên chuyển chuẩn chí chín chính chú chưa chương chạm chấp chất chặt chẽ chế chỉ chọn chống chủ
  chức chứng chữ cung cuối cuộc cuộn cá các cách cán cáo còn có cô công cùng căn cơ cương cường cả cải cảnh cấp cần cầu cập cắt cổ cổng
  cộng cụ cục của cứ cửa do doanh dung duy duyệt dân dõi dưới dưỡng dạng dẫn dịch dọc dục dụng dự dựa dựng ghi ghép gia giai gian giao
  giá giám giáo giải giảm giản giấy giới giờ giữa giữ gây góp gặp gồm gửi hai hiến hiện hiệu hiểu hoàn hoạch hoạt hoặc huy huyện huấn huống
  hà hài hàng hành hình hòa hóa hơn hướng hưởng hạ hạn hảo hẹn hệ họ học họp hồ hỗ hội hộ hợp hủy hữu khai khen kho khoa khoản khoáng khu khác khó
  khách không khăn khảo khắc khẩu khối khẳng kinh kiêm kiến kiểm kiệm kiện kèm kê ký kế kết kịp kỳ kỷ kỹ lao liên liệt liệu loại luận luật luôn là làm lãnh
  lên lòng lý lĩnh lĩnh lũy lưu lương lượng lại lạc lập lần lẻ lệ lộ lồng lỗi lớn lớp lợi lục lực minh máy môi môn mưu mại mạng mạnh mắc mẫu mặt mềm một mới mở
  mục mức nay nghiêm nghiệm nghiệp nghĩa nghệ nghị ngoài nguồn nguyên ngành ngày ngân ngũ người ngắn nhiều nhiễu nhiệm nhà nhân nhũng như nhưng nhất nhận nhật
  nhằm những niêm niệm nâng năm năng nơi nước nông nền nếu nối nội nộp nữa phiên phiếu phiền pháp phát phân phê phí phòng phó phù phương phường phạm phải phản phần phận
  phẩm phổ phụ phủ phục qua quan quy quyết quyền quá quán quân quý quả quản quận quốc ra riêng rà rõ rút rơi rất rộng sau sinh siết so song soát soạn sung suốt sách sát
  sáu sáng sơ sản sắp số sớm sở sử sửa sự tham thanh thay theo thi thiếu thiết thiện thiểu thoại thu thuyết thuận thuật thuộc thành tháng thí thôn thông thư thường
  thưởng thương thảo thần thẩm thế thể thị thống thời thủ thừa thực thứ tin tinh tiêu tiến tiếng tiếp tiết toàn toán tra trang tranh trao triển triệt triệu trong trung truyền trách
  trái trên trì trình trí trò tròn trú trúc trương trước trường trưởng trạng trạm trả trẻ trị trọng trợ trực trừ tuyên tuyến tuyển tuần ty tài tác tám tâm tân tên tình tích tính tùy túc tăng tư tương
  tướng tại tạo tất tầng tập tế tỉnh tịch tọa tốt tổ tổng tờ tới tục từ từng tử tự tỷ tỉ viên việt việc và vào vai văn vùng vướng vượt vấn vận vật vậy về vị vốn với vụ vực xin xong xuyên xuất xã
  xây xác xét xếp xử y yêu yết yếu á án ánh áp ích ít đa đai đang điều điểm điện điệp đoàn đoạn đài đàm đào đánh đáp đáng đây đã đình đích đòi đó đóng đô đôn đôi đông đúng đơn đưa đương đường
  được đại đạo đạt đảm đảng đảo đất đầu đầy đẩy đẳng đặc đặt đến đề để đều địa định đối đồng đổi độ độc đội động đợt đủ đức ảnh ổn ứng ủy
`);

/** The same words in the other spelling, where it differs. */
export const OTHER_SPELLINGS = withToneOnLast(VOCABULARY);

/**
 * Words with ò whose twin with õ is no word of these reports. Only here does the word itself decide that an õ
 * was drawn as ò: `rõ` and `võ` are words, so vòng and rò are left as they are.
 */
export const ONLY_WITH_GRAVE = words('còn hòa hoà hòan hòn lòng mòn nòng phòng tòa toà tòan trò tròn đòi');

/** Abbreviations of these reports and the signs of document numbers, upper case. */
export const ABBREVIATIONS = words(`
  ATGT ATTP BBT BC BCCI BCĐ BHXH BHYT BNV BPMC BTC BTP BTTTT CB CBCC CBCCVC CC CCHC CCHCNN CCVC CĐ CHXHCN CM CMND CNTT CNXH CP CPĐT
  CQĐT CSDL CT CTr CTĐT CV ĐA ĐH ĐKKD ĐVSN ĐVSNCL ĐVT DN DNNN DVC DVCTT GCN GD GDPL GDĐT GPMB GTVT HC HCC HCNN HCSN HĐ HĐND HS HSSV HT HTQLCL
  IOFFICE ISO KBNN KH KHĐT KHCN KN KNTC KPI KQ KSTT KTXH LĐ LĐTBXH LGSP MTTQ MTQG NĐ NN NNPTNT NQ NS NSNN NSĐP NV NVVP PA PAKN PAPI PAR PBGDPL PC PCCC
  PCI PCT PL PLHS PTNT QCVN QC QH QL QLNN QLVB QPPL QSDĐ QĐ SHTT SIPAS SNCL SNV STT SXKD TC TCHC TCVN TDTT TGĐ TH THCS THPT TM TN TNMT TP TT TTCP
  TTĐT TTg TTHC TTHCC TTPVHCC TTr TTTT TTLT TW TƯ UB UBKT UBMTTQ UBND UBTVQH VB VBQPPL VH VHXH VHTT VNPT VP VPCP VPĐK VPHĐND VSATTP VT VTLT VX XD XHCN XHH XH YT
`);
const FOLDED_ABBREVIATIONS: ReadonlySet<string> = new Set([...ABBREVIATIONS].map((word) => word.toUpperCase()));

export function isAbbreviation(word: string): boolean {
  return FOLDED_ABBREVIATIONS.has(word.toUpperCase());
}

/** Words of other languages and names of places that a clean report holds, lower case. */
export const FOREIGN_WORDS = words(`
  app băngzôn camera clip drive email eoffice excel facebook fanpage fax file gmail google hotline icon internet iso ioffice
  kiosk logo mail microsoft mobile modem net office online panô pdf pleiku robot server sms smartphone tivi video viber vnpt vneid web website
  wifi windows word youtube zalo đak đakrông đăk đắk glong ea ia ka kạn kon krông lắk nuôl plông rlấp
`);

/** Function words that mark a text as English, French, German or Spanish; none of them is a Vietnamese syllable. */
export const FUNCTION_WORDS = words(`
  the of and is are was were been has have had which that this these from with by shall should will would their they into
  for each or other all between more than such also per under over its who when where while both only not since during
  through within without about after before
  les des une dans pour par sur est sont aux avec qui que cette ces leur plus être ont été
  der die das und von mit den dem ist nicht für auf eine werden los las del para por una con como más
`);
