/**
 * Vietnamese-looking prose for the benches: syllables of the press in about the frequencies of real text (the n-th
 * commonest comes up 1/n as often as the first), in sentences. Nobody reads it; search and layout meet what they meet in life.
 */
const SYLLABLES =
  `và của các có là trong cho được với những người không đã công một đến về này tại khi để từ thành hội phố trên nhân dân
 năm việc xã tỉnh quốc làm cơ ra phát triển động chính quyền địa phương ban kinh tế học sinh thực hiện nông thôn mới đảng
 viên tổ chức đoàn kết đại biểu ngày tháng theo sự cũng nhiều vào nhà nước phòng nghị quyết chương trình hoạt quản lý hành
 số chuyển đổi kế hoạch đầu tư xây dựng đường cầu kênh rạch rừng ngập mặn tôm cua lúa vụ mùa bà con hộ gia đình nghèo cận
 hỗ trợ vốn vay ngân hàng chính sách xã tín dụng tiết kiệm giáo dục y tế khám chữa bệnh trạm bác sĩ tiêm chủng trẻ em phụ
 nữ thanh niên cựu chiến binh mặt trận tuyên truyền vận động bầu cử ứng cử cử tri tiếp xúc kiến nghị giải trình báo cáo
 thường trực ủy ban bí thư chủ tịch phó giám đốc trưởng ấp khóm phường thị trấn huyện thành cà mau năm căn ngọc hiển đầm
 dơi cái nước phú tân trần văn thời u minh thới bình đất mũi biển đảo tàu thuyền ngư khai thác thủy sản nuôi trồng chế biến
 xuất khẩu thị trường giá cả tăng giảm phần trăm triệu đồng tỷ doanh nghiệp hợp tác sản phẩm ốc sên dừa chuối mật ong cá
 lóc khô mắm ba khía đặc sản văn hóa thể thao lễ giải thi đấu bóng đá đua ghe ngo đờn tài tử truyền thống lịch sử anh hùng
 liệt thương mẹ việt nam độc lập tự do hạnh phúc phong cảnh du lịch sinh thái khách tham quan mưa bão lũ sạt lở bờ kè cứu
 nạn an toàn giao thông trật tự xe máy đèn tín hiệu camera công an phòng chống ma túy tội phạm pháp luật hòa giải tố cáo
 khiếu nại môi trường rác thải nhựa nước sạch điện lưới mạng internet điện thoại thông minh dịch vụ trực tuyến hồ sơ thủ tục
 cửa cán bộ thái độ phục vụ hài lòng khen thưởng gương tốt điển hình nghĩa tình ấm áp yêu quê hương`.split(/\s+/);

const WEIGHTS = cumulative(SYLLABLES.map((_, rank) => 1 / (rank + 4)));

function cumulative(weights: readonly number[]): number[] {
  let sum = 0;
  const sums = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  return sums.map((value) => value / sum);
}

/** A syllable, drawn by weight with a binary search. */
export function syllable(next: () => number): string {
  const drawn = next();
  let low = 0;
  let high = WEIGHTS.length - 1;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((WEIGHTS[mid] ?? 1) < drawn) low = mid + 1;
    else high = mid;
  }
  return SYLLABLES[low] ?? 'và';
}

/** One paragraph of exactly `words` syllables, in sentences of 8 to 24. */
export function paragraph(next: () => number, words: number): string {
  const parts: string[] = [];
  let left = 0;
  for (let at = 0; at < words; at++) {
    let word = syllable(next);
    if (left === 0) {
      word = word.charAt(0).toLocaleUpperCase('vi') + word.slice(1);
      left = 8 + Math.floor(next() * 17);
    }
    left -= 1;
    if (left === 0 || at === words - 1) word += '.';
    else if (next() < 0.06) word += ',';
    parts.push(word);
  }
  return parts.join(' ');
}

/** The commonest syllables first. @returns `count` different ones */
export const commonest = (count: number): string[] => [...new Set(SYLLABLES)].slice(0, count);
