/** Clean text, written for these tests in the manner of reform reports. NFC. */

export const PROSE = `
ỦY BAN NHÂN DÂN HUYỆN YÊN BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Số: 215/BC-UBND Yên Bình, ngày 14 tháng 6 năm 2019
BÁO CÁO Kết quả thực hiện công tác cải cách hành chính 6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2019
I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
Ngay từ đầu năm, Ủy ban nhân dân huyện đã chỉ đạo các phòng, ban chuyên môn và Ủy ban nhân dân các xã, thị trấn quán triệt
nghiêm túc Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ; ban hành Kế hoạch số 12/KH-UBND ngày 15/01/2019, gắn trách
nhiệm của người đứng đầu với tiến độ từng việc. Hằng tháng, Phòng Nội vụ tổng hợp kết quả, kịp thời phê bình đơn vị chậm trễ, không để
kéo dài quá 05 ngày làm việc. Đoàn kiểm tra liên ngành đã làm việc tại 9/24 xã, phát hiện 17 tồn tại, trong đó 15 tồn tại đã được khắc phục xong.
II. KẾT QUẢ ĐẠT ĐƯỢC
1. Cải cách thể chế
Huyện đã rà soát 46 văn bản quy phạm pháp luật, đề nghị bãi bỏ 03 văn bản không còn phù hợp với thực tiễn. Việc lấy ý kiến nhân dân được
thực hiện rộng rãi qua loa truyền thanh, hội nghị thôn bản và trang thông tin điện tử; người dân góp ý thẳng thắn, cởi mở.
2. Cải cách thủ tục hành chính
Bộ phận một cửa của huyện và 24 xã tiếp nhận 18.452 hồ sơ, giải quyết trước hạn và đúng hạn 18.290 hồ sơ, đạt 99,12%; quá hạn 37 hồ sơ,
chủ yếu thuộc lĩnh vực đất đai, do khâu đo đạc địa chính mất nhiều thời gian. Thư xin lỗi được gửi đến từng công dân. Tỷ lệ hồ sơ nộp qua mạng
tăng 2,5 lần so với cùng kỳ, song vẫn thấp vì sóng di động ở vùng cao chập chờn, bà con ít dùng máy tính.
3. Tổ chức bộ máy và đội ngũ
Toàn huyện sáp nhập 06 trường học, giảm 11 đầu mối, 28 biên chế; bố trí lại kế toán, thủ quỹ và y sĩ trạm y tế. Cán bộ được cử đi học
trung cấp lý luận chính trị 32 người, đại học 14 người. Kỷ luật khiển trách 02 công chức tư pháp hộ tịch vì sách nhiễu khi chứng thực.
4. Tài chính công và hiện đại hóa
Khoán chi hành chính giúp tiết kiệm 1.250 triệu đồng, chi thêm thu nhập cho nhân viên khuyến nông, khuyến lâm. Hệ thống quản lý văn bản và hồ sơ
công việc hoạt động ổn định; 87,5% văn bản đi được ký số. Ba xã vùng sâu chưa kết nối được vì thiếu đường truyền cáp quang.
III. KHÓ KHĂN, VƯỚNG MẮC
Một số thủ tục về xây dựng, hộ tịch, bảo trợ xã hội còn rườm rà; phần mềm hay nghẽn vào buổi sáng. Vài nơi lãnh đạo chưa thật quyết liệt, khoán trắng
cho công chức văn phòng thống kê. Kinh phí sửa chữa trụ sở hạn hẹp, thiết bị cũ hỏng hóc, nguồn thu ngân sách xã eo hẹp.
IV. PHƯƠNG HƯỚNG, NHIỆM VỤ
Tiếp tục siết chặt kỷ cương; mở thêm lớp bồi dưỡng kỹ năng giao tiếp; thuê chuyên gia khảo sát mức độ hài lòng của 1.500 hộ gia đình, hợp tác xã và doanh nghiệp nhỏ.
Trên đây là báo cáo của huyện, kính gửi Sở Nội vụ tổng hợp./.
Nơi nhận: - Sở Nội vụ; - TT Huyện ủy, HĐND huyện (b/c); - Các phòng chuyên môn; - Lưu: VT, NV.
TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Thị Hường
`
  .trim()
  .replace(/\s+/g, ' ');

export const APPENDIX = `
Phụ lục 1 THỐNG KÊ SỐ LIỆU VỀ KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH
STT Chỉ tiêu thống kê Đơn vị tính Số liệu Ghi chú
1 Công tác chỉ đạo, điều hành cải cách hành chính
1.1.1 Số nhiệm vụ đề ra trong kế hoạch Nhiệm vụ 27
1.1.2 Số nhiệm vụ đã hoàn thành Nhiệm vụ 11
1.1.3 Số văn bản chỉ đạo CCHC đã ban hành Văn bản 9
1.2.1 Số phòng chuyên môn, đơn vị trực thuộc đã kiểm tra Cơ quan, đơn vị 10/12
1.3.2 Số nhiệm vụ đã hoàn thành đúng hạn Nhiệm vụ 9
1.3.3 Số nhiệm vụ đã hoàn thành nhưng quá hạn Nhiệm vụ 0
1.4 Khảo sát sự hài lòng của người dân, tổ chức Có = 1; Không = 0 1
1.5 Tổ chức đối thoại của lãnh đạo với cộng đồng doanh nghiệp Không = 0 Có = 1 1 Quý IV/2021
2.1 Số VBQPPL đã ban hành/tham mưu ban hành Văn bản 0
2.4. Số VBQPPL đã kiến nghị xử lý sau kiểm tra, rà soát Văn bản 3
3.1.2 Số TTHC thuộc thẩm quyền bãi bỏ, thay thế Thủ tục 0
3.2.3 Số TTHC liên thông giữa các cấp chính quyền Thủ tục 79
3.2.5 Tỷ lệ quy trình nội bộ giải quyết TTHC đã được điện tử hóa % 100
3.3.1 Số lượng hồ sơ đã tiếp nhận Hồ sơ 1.479
a Tiếp nhận trực tiếp nt 306
b Tiếp nhận qua BCCI nt 72
3.4.3 Số TTHC đã tích hợp dịch vụ thanh toán trực tuyến trên Cổng dịch vụ công Thủ tục 0
3.5 Số thư, trường hợp đã công khai xin lỗi Thư 2
4.1 Số liệu về biên chế cán bộ (theo NĐ34) Người 19
4.3 Tỷ lệ % đã tinh giản so với năm 2015 % 12,5
5.3 Số lãnh đạo cấp xã bị kỷ luật Người 0
6.1 Kế hoạch được giao Triệu đồng 17.454.000
7.2 Tỷ lệ văn bản được gửi hoàn toàn dưới dạng điện tử % 87,5
7.6 Đơn vị đã ban hành Quy chế làm việc, hòa giải ở cơ sở, còn hiệu lực Có ban hành QC = 1 1
`
  .trim()
  .replace(/\s+/g, ' ');

/** A second text of another matter, with words that no vocabulary of reform reports holds. */
export const NARRATIVE = `
Vụ lúa đông xuân năm nay, bà con xóm Ngòi gieo cấy sớm hơn mọi năm nửa tháng. Mưa rét kéo dài làm mạ chết rải rác, nhiều thửa ruộng trũng phải gieo lại.
Ông Hùng, trưởng xóm, cho biết giá phân bón tăng gấp rưỡi, thóc lại rẻ, nên không ít gia đình bỏ hoang đất bạc màu để đi làm thuê ở thành phố.
Chị Thắm vay ngân hàng ba mươi triệu đồng nuôi lợn nái, gặp dịch tả, mất trắng cả đàn. Cô giáo Huệ dạy lớp ghép ở điểm trường Khe Sủng, mùa lũ
phải lội suối, bé nào ốm thì cô cõng. Tối đến, trạm y tế thắp đèn dầu đỡ đẻ; bác sĩ trẻ mới ra trường, tay run nhưng lòng vững. Thanh niên tụ tập
đá bóng, hát then, thổi khèn, quên cả giờ giấc. Chợ phiên họp ngày mồng năm, hàng hóa bày la liệt: vỏ quế, măng khô, chè tuyết, tỏi, gừng, cá suối, rau sắng.
`
  .trim()
  .replace(/\s+/g, ' ');

export const ENGLISH = `
The Ministry of Home Affairs has issued a circular on the reporting regime. Communes which have not yet connected to the national portal are asked to
submit their reports by the 14th of June; figures from earlier periods should not be changed. This is the first report that was made with the new form, and it
will be published on the website of the department. Questions can be sent to the help desk from 8:00 to 17:00. Naïve façade, coöperate, résumé.
`
  .trim()
  .replace(/\s+/g, ' ');

export const FRENCH = `
Le rapport présenté par le comité populaire de la province n'a pas été publié dans les délais prévus. Les procédures administratives sont simplifiées, mais
les usagers se plaignent de la lenteur des réponses, surtout dans les communes où l'accès à l'internet est encore difficile. Une enquête a été menée auprès
de 1 500 ménages, dont 63,5 % sont satisfaits. L'œuvre reste à achever : forêts, hôpitaux, écoles, où l'été ça brûle. Noël, maïs, naïf, Français, garçon.
`
  .trim()
  .replace(/\s+/g, ' ');
