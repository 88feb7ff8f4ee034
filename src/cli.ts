#!/usr/bin/env node
/** The command line: parses, calls one command, answers with its exit code. Commands load only when called. */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { SohoaError } from './model/errors.js';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

const EXIT_USAGE = 1;
const EXIT_BUG = 70;

/** What commander finds wrong with a command line; help that it printed instead has no words here. */
const USAGE_ERRORS: Readonly<Record<string, string>> = {
  'commander.missingArgument': 'Thiếu tệp hoặc thư mục',
  'commander.missingMandatoryOptionValue': 'Thiếu một tùy chọn bắt buộc',
  'commander.optionMissingArgument': 'Tùy chọn này cần một giá trị',
  'commander.invalidArgument': 'Giá trị này không dùng được',
  'commander.unknownOption': 'Không có tùy chọn này',
  'commander.unknownCommand': 'Không có lệnh này',
  'commander.excessArguments': 'Thừa tham số',
};

const program = new Command('sohoa')
  .description(
    'sohoa (số hóa): kho báo cáo hành chính cũ -> bộ dữ liệu tin được.\nTurns archives of past Vietnamese administrative reports (PDF, DOCX) into datasets one can trust.',
  )
  .version(version)
  .exitOverride()
  // Said in report(), in the reader's language too.
  .configureOutput({ outputError: () => undefined })
  .addHelpText(
    'after',
    `
Ví dụ / Examples:
  sohoa extract bao-cao-2021 -o ket-qua            mọi tệp trong thư mục -> bộ dữ liệu
  sohoa extract bc.pdf bc.docx kho.zip -o ket-qua  tệp lẻ, tệp nén
  sohoa extract bao-cao -o ket-qua --excel         CSV cho Excel tiếng Việt
  sohoa worker --queue redis://10.0.0.5:6379/0     giúp một máy khác đọc kho lớn (docs/fleet.md)
  sohoa review ket-qua/flags.csv -o ket-qua        áp dụng những gì cán bộ đã điền vào flags.csv
  sohoa inspect bc.pdf --page 5 -o trang-5.png     xem chương trình đã đọc trang 5 thế nào
  sohoa rules check                                kiểm tra danh mục biểu mẫu

Mã thoát / Exit codes: 0 xong · 1 sai lệnh hoặc danh mục · 2 có tệp không đọc được · 3 có quyết định không áp dụng được · 4 máy thiếu thứ gì đó · 130 bị ngắt · 70 lỗi chương trình`,
  );

program
  .command('extract')
  .description('đọc báo cáo trong thư mục, tệp, tệp .zip và ghi bộ dữ liệu / read reports, write the dataset')
  .argument('<path...>', 'thư mục (đọc cả thư mục con), tệp PDF hoặc DOCX, tệp .zip')
  .requiredOption('-o, --out <dir>', 'thư mục kết quả')
  .option('--rules <dir>', 'danh mục dùng thay cho danh mục kèm theo')
  .addOption(ocrOption())
  .addOption(
    new Option('--jobs <n>', 'số tệp đọc cùng lúc')
      .argParser(positiveInteger)
      .default(availableParallelism(), 'số nhân của máy'),
  )
  .addOption(
    new Option('--timeout <seconds>', 'thời hạn cho mỗi tệp (mặc định 120 giây + 20 giây mỗi trang)').argParser(
      positiveInteger,
    ),
  )
  .option('--review <file>', 'tệp flags.csv đã xem xong, áp dụng luôn (dùng được nhiều lần)', collected, [])
  .addOption(
    new Option('--review-images <n>', 'số ảnh cắt từ trang tối đa trong review.html').argParser(count).default(2000),
  )
  .option('--prune', 'bỏ những tệp của lần chạy trước không còn trong đầu vào')
  .option('--excel', 'CSV cho Excel tiếng Việt: dấu ; và dấu phẩy thập phân')
  .addOption(new Option('--lang <lang>', 'ngôn ngữ của thông báo').choices(['vi', 'en']).default('vi'))
  .option('--json', 'mỗi sự kiện một dòng JSON ra stdout thay cho thanh tiến độ')
  .option('--queue <redis>', 'để các máy chạy "sohoa worker" đọc, qua Redis này (xem docs/fleet.md)')
  .option(
    '--shard <i/n>',
    'chỉ đọc phần thứ i trong n phần; khi đủ n phần, chạy lại không có --shard để ghi bộ dữ liệu',
  )
  .addHelpText(
    'after',
    '\nVí dụ:\n  sohoa extract bao-cao-2021 -o ket-qua --excel\n  sohoa extract /kho/bao-cao -o /kho/ket-qua --queue redis://10.0.0.5:6379/0\n  sohoa extract /kho/bao-cao -o /kho/ket-qua --shard 2/8',
  )
  .action(async (paths: string[], options) => {
    const { extract } = await import('./commands/extract.js');
    process.exitCode = await extract(paths, options);
  });

program
  .command('worker')
  .description('đọc giúp một kho lớn đang được "sohoa extract --queue" điều phối / read for a coordinator')
  .requiredOption('--queue <redis>', 'địa chỉ Redis mà máy điều phối dùng')
  .addOption(
    new Option('--jobs <n>', 'số tệp đọc cùng lúc')
      .argParser(positiveInteger)
      .default(availableParallelism(), 'số nhân của máy'),
  )
  .option('-o, --out <dir>', 'thư mục kết quả chung, nếu trên máy này nó ở đường dẫn khác, hoặc nếu có nhiều kho')
  .option('--rules <dir>', 'danh mục, nếu trên máy này nó ở đường dẫn khác')
  .addOption(
    new Option('--lease <seconds>', 'máy mất liên lạc bao lâu thì tệp đang đọc được giao cho máy khác')
      .argParser(positiveInteger)
      .default(30),
  )
  .addOption(new Option('--lang <lang>', 'ngôn ngữ của thông báo').choices(['vi', 'en']).default('vi'))
  .option('--json', 'mỗi sự kiện một dòng JSON ra stdout')
  .addHelpText(
    'after',
    '\nVí dụ:\n  sohoa worker --queue redis://10.0.0.5:6379/0\n  sohoa worker --queue redis://10.0.0.5:6379/0 -o Z:\\kho\\ket-qua --jobs 4',
  )
  .action(async (options) => {
    const { worker } = await import('./commands/worker.js');
    process.exitCode = await worker(options);
  });

program
  .command('review')
  .description('áp dụng quyết định trong flags.csv vào thư mục kết quả, không đọc lại tệp nào / apply decisions')
  .argument('<flags.csv...>', 'tệp flags.csv đã điền các cột decision, corrected_value, comment')
  .requiredOption('-o, --out <dir>', 'thư mục kết quả')
  .option('--rules <dir>', 'danh mục đã dùng khi làm ra kết quả, nếu không phải danh mục kèm theo')
  .addOption(new Option('--lang <lang>', 'ngôn ngữ của thông báo (mặc định: như lần chạy trước)').choices(['vi', 'en']))
  .addHelpText(
    'after',
    '\nVí dụ:\n  sohoa review ket-qua/flags.csv -o ket-qua\n  sohoa review chi-lan.csv anh-minh.csv -o ket-qua',
  )
  .action(async (files: string[], options) => {
    const { review } = await import('./commands/review.js');
    process.exitCode = await review(files, options);
  });

program
  .command('inspect')
  .description('cho xem đã đọc được gì trong một tệp: chữ, đường kẻ, ô, dòng / show what was seen in a document')
  .argument('<file>', 'tệp PDF, DOCX hoặc ảnh quét')
  .addOption(new Option('--page <n>', 'chỉ trang này').argParser(positiveInteger))
  .option('--json', 'in ra JSON (xem docs/contract.md)')
  .option('-o, --out <png>', 'vẽ trang ra tệp ảnh PNG')
  .addOption(ocrOption())
  .addHelpText('after', '\nVí dụ:\n  sohoa inspect bc.pdf --page 5 -o trang-5.png')
  .action(async (file: string, options) => {
    const { inspect } = await import('./commands/inspect.js');
    process.exitCode = await inspect(file, options);
  });

const rules = program.command('rules').description('danh mục biểu mẫu, chỉ tiêu, phép kiểm tra / the catalogue');
rules
  .command('check')
  .description('kiểm tra một danh mục; mỗi chỗ sai kèm tên tệp và số dòng')
  .argument('[dir]', 'thư mục danh mục (mặc định: danh mục kèm theo)')
  .addHelpText('after', '\nVí dụ:\n  sohoa rules check ./danh-muc-cua-toi')
  .action(async (dir: string | undefined) => {
    const { checkRules } = await import('./commands/rules.js');
    process.exitCode = await checkRules(dir);
  });

rules
  .command('draft')
  .description('đề xuất tệp biểu mẫu từ một phụ lục chưa có biểu mẫu nào khớp / propose a form for an unknown appendix')
  .argument('<file>', 'báo cáo PDF, DOCX hoặc ảnh quét có phụ lục ấy')
  .option('-o, --out <file>', 'ghi ra tệp này thay vì in ra màn hình')
  .addOption(ocrOption())
  .option('--rules <dir>', 'danh mục dùng thay cho danh mục kèm theo')
  .addHelpText('after', '\nVí dụ:\n  sohoa rules draft bc.docx -o mau-moi.yaml')
  .action(async (file: string, options) => {
    const { draftRules } = await import('./commands/rules-draft.js');
    process.exitCode = await draftRules(file, options);
  });

function ocrOption(): Option {
  return new Option(
    '--ocr <mode>',
    'đọc trang quét: auto chỉ những trang không có lớp chữ tin được, force mọi trang, off không đọc',
  )
    .choices(['auto', 'force', 'off'])
    .default('auto');
}

/** For options that may be given several times. */
function collected(value: string, before: string[]): string[] {
  return [...before, value];
}

function count(text: string): number {
  return text === '0' ? 0 : positiveInteger(text);
}

function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('phải là số nguyên dương.');
  return value;
}

// `sohoa inspect … | head`: who has read enough closes the pipe, and the rest is for nobody.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints what went wrong and gives the exit code for it. */
function report(error: unknown): number {
  if (error instanceof SohoaError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const said = USAGE_ERRORS[error.code];
    if (said !== undefined)
      process.stderr.write(`${said}; xem "sohoa --help". / ${error.message.replace(/^error: /u, '')}\n`);
    return EXIT_USAGE;
  }
  process.stderr.write(
    `Lỗi của chương trình, không phải của bạn; xin báo cho chúng tôi kèm dòng dưới đây. / A bug of ours:\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return EXIT_BUG;
}
