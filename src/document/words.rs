//! The words that no author wrote: “目录”, “第 3 课”, “约 30 分钟”.

use super::{CalloutKind, DiagramKind, Language};

/// Generated words in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// Heading of the table of contents.
    pub contents: &'static str,
    /// Label of the cover page in a reading system's navigation.
    pub title_page: &'static str,
    /// Label of the beginning of the text in a reading system's navigation.
    pub beginning: &'static str,
    /// Heading of the list of objectives.
    pub objectives: &'static str,
    /// Heading of the list of prerequisites.
    pub prerequisites: &'static str,
    /// Follows a heading that stands in the line it heads.
    pub colon: &'static str,
    /// Separates the items of an enumeration.
    pub comma: &'static str,
    /// Opens an insertion.
    pub open_paren: &'static str,
    /// Closes an insertion.
    pub close_paren: &'static str,
    /// Heading of the footnotes, for screen readers.
    pub footnotes: &'static str,
    /// On paper, what stands under a heading that only footnotes stand under in the source.
    pub notes_at_foot: &'static str,
    /// Label of a link from a footnote back into the text.
    pub back_to_text: &'static str,
    /// Stands where a picture is missing, before its description.
    pub missing_picture: &'static str,
    /// Said by screen readers of a ticked task.
    pub done: &'static str,
    /// Said by screen readers of a task that is not ticked.
    pub open: &'static str,
    /// Label of the line for the pupil's name.
    pub name: &'static str,
    /// Label of the line for the class.
    pub class: &'static str,
    /// Label of the line for the date.
    pub day: &'static str,
    /// A date, in Typst's notation for the format of dates.
    pub date: &'static str,
    /// Sends the reader to a page; `{page}` stands for its number.
    pub see_page: &'static str,
    /// What stands at a page's foot; `{page}` and `{total}` stand for numbers.
    pub page_of: &'static str,
    /// Label of a figure.
    pub figure: &'static str,
    /// Label of a table.
    pub table: &'static str,
    /// Label of a formula.
    pub formula: &'static str,
    /// What is always seen of something hidden, where the author gives it no name.
    pub details: &'static str,
    /// What screen readers say of a code block, before its language.
    pub code: &'static str,
    /// What screen readers say of a line of code that may be wrong.
    pub warning_line: &'static str,
    /// What screen readers say of a line of code that is wrong.
    pub error_line: &'static str,
    /// What an EPUB says of its accessibility.
    pub accessibility: &'static str,
    /// Added to it if each picture has a description.
    pub pictures_described: &'static str,
    /// Added to it if some picture has none.
    pub pictures_undescribed: &'static str,
    lesson: Pattern,
    minutes: Pattern,
    callouts: [&'static str; 9],
    /// In the order of [`DiagramKind`].
    diagrams: [&'static str; 23],
}

/// Text before, between and after numbers.
type Pattern = &'static [&'static str];

fn fill(pattern: Pattern, numbers: &[u32]) -> String {
    let mut text = String::new();
    for (index, part) in pattern.iter().enumerate() {
        text.push_str(part);
        if let Some(number) = numbers.get(index) {
            text.push_str(&number.to_string());
        }
    }
    text
}

impl Words {
    /// The words of a language; English if we have none in it.
    pub fn of(language: &Language) -> &'static Words {
        match (language.base(), language.region().name()) {
            ("zh" | "yue", "SC") => &SIMPLIFIED_CHINESE,
            ("zh" | "yue", _) => &TRADITIONAL_CHINESE,
            ("ja", _) => &JAPANESE,
            ("ko", _) => &KOREAN,
            _ => &ENGLISH,
        }
    }

    /// “第 3 课”.
    pub fn lesson(&self, number: u32) -> String {
        fill(self.lesson, &[number])
    }

    /// “约 30 分钟”.
    pub fn minutes(&self, minutes: u32) -> String {
        fill(self.minutes, &[minutes])
    }

    /// The title of a callout, “提示”.
    pub fn callout(&self, kind: CalloutKind) -> &'static str {
        self.callouts[match kind {
            CalloutKind::Note => 0,
            CalloutKind::Tip => 1,
            CalloutKind::Important => 2,
            CalloutKind::Warning => 3,
            CalloutKind::Caution => 4,
            CalloutKind::Summary => 5,
            CalloutKind::Example => 6,
            CalloutKind::Question => 7,
            CalloutKind::Success => 8,
        }]
    }

    /// The name of a sort of diagram, “流程图”.
    pub fn diagram(&self, kind: DiagramKind) -> &'static str {
        self.diagrams[kind as usize]
    }
}

static SIMPLIFIED_CHINESE: Words = Words {
    contents: "目录",
    title_page: "书名页",
    beginning: "正文",
    objectives: "学习目标",
    prerequisites: "预备知识",
    colon: "：",
    comma: "、",
    open_paren: "（",
    close_paren: "）",
    footnotes: "注释",
    notes_at_foot: "注释见各页下方。",
    back_to_text: "回到正文",
    missing_picture: "缺图",
    done: "已完成",
    open: "未完成",
    name: "姓名",
    class: "班级",
    day: "日期",
    date: "[year] 年 [month padding:none] 月 [day padding:none] 日",
    see_page: "见第 {page} 页",
    page_of: "第 {page} 页，共 {total} 页",
    figure: "图",
    table: "表",
    formula: "公式",
    details: "详细内容",
    code: "代码",
    warning_line: "警告",
    error_line: "错误",
    accessibility: "本出版物以可重排的文字为主，有目录、分级标题和固定的阅读顺序，字号与颜色可以调整。",
    pictures_described: "图片都有文字说明。",
    pictures_undescribed: "部分图片没有文字说明。",
    lesson: &["第 ", " 课"],
    minutes: &["约 ", " 分钟"],
    callouts: ["说明", "提示", "重要", "注意", "警告", "摘要", "示例", "问题", "成功"],
    diagrams: [
        "流程图",
        "时序图",
        "类图",
        "状态图",
        "实体关系图",
        "甘特图",
        "饼图",
        "思维导图",
        "时间线",
        "用户旅程图",
        "Git 分支图",
        "象限图",
        "坐标图",
        "桑基图",
        "看板",
        "框图",
        "数据包结构图",
        "需求图",
        "C4 架构图",
        "雷达图",
        "矩形树图",
        "架构图",
        "关系图",
    ],
};

static TRADITIONAL_CHINESE: Words = Words {
    contents: "目錄",
    title_page: "書名頁",
    beginning: "正文",
    objectives: "學習目標",
    prerequisites: "預備知識",
    colon: "：",
    comma: "、",
    open_paren: "（",
    close_paren: "）",
    footnotes: "註釋",
    notes_at_foot: "註釋見各頁下方。",
    back_to_text: "回到正文",
    missing_picture: "缺圖",
    done: "已完成",
    open: "未完成",
    name: "姓名",
    class: "班級",
    day: "日期",
    date: "[year] 年 [month padding:none] 月 [day padding:none] 日",
    see_page: "見第 {page} 頁",
    page_of: "第 {page} 頁，共 {total} 頁",
    figure: "圖",
    table: "表",
    formula: "公式",
    details: "詳細內容",
    code: "程式碼",
    warning_line: "警告",
    error_line: "錯誤",
    accessibility: "本出版物以可重排的文字為主，有目錄、分級標題和固定的閱讀順序，字級與顏色可以調整。",
    pictures_described: "圖片都有文字說明。",
    pictures_undescribed: "部分圖片沒有文字說明。",
    lesson: &["第 ", " 課"],
    minutes: &["約 ", " 分鐘"],
    callouts: ["說明", "提示", "重要", "注意", "警告", "摘要", "示例", "問題", "成功"],
    diagrams: [
        "流程圖",
        "時序圖",
        "類別圖",
        "狀態圖",
        "實體關係圖",
        "甘特圖",
        "圓餅圖",
        "心智圖",
        "時間軸",
        "使用者旅程圖",
        "Git 分支圖",
        "象限圖",
        "座標圖",
        "桑基圖",
        "看板",
        "方塊圖",
        "封包結構圖",
        "需求圖",
        "C4 架構圖",
        "雷達圖",
        "矩形樹圖",
        "架構圖",
        "關係圖",
    ],
};

static JAPANESE: Words = Words {
    contents: "目次",
    title_page: "扉",
    beginning: "本文",
    objectives: "学習目標",
    prerequisites: "前提知識",
    colon: "：",
    comma: "、",
    open_paren: "（",
    close_paren: "）",
    footnotes: "注",
    notes_at_foot: "注は各ページの下にあります。",
    back_to_text: "本文に戻る",
    missing_picture: "図なし",
    done: "完了",
    open: "未完了",
    name: "氏名",
    class: "クラス",
    day: "日付",
    date: "[year]年[month padding:none]月[day padding:none]日",
    see_page: "{page}ページを参照",
    page_of: "{page} / {total}ページ",
    figure: "図",
    table: "表",
    formula: "数式",
    details: "詳細",
    code: "コード",
    warning_line: "警告",
    error_line: "エラー",
    accessibility: "本書はリフロー型のテキストを中心とし、目次、階層化された見出し、定まった読み上げ順序を備え、文字の大きさと色を変更できます。",
    pictures_described: "画像にはすべて代替テキストがあります。",
    pictures_undescribed: "一部の画像には代替テキストがありません。",
    lesson: &["第", "課"],
    minutes: &["約", "分"],
    callouts: ["補足", "ヒント", "重要", "注意", "警告", "要約", "例", "質問", "成功"],
    diagrams: [
        "フローチャート",
        "シーケンス図",
        "クラス図",
        "状態遷移図",
        "ER図",
        "ガントチャート",
        "円グラフ",
        "マインドマップ",
        "年表",
        "ユーザージャーニー",
        "Gitグラフ",
        "四象限図",
        "グラフ",
        "サンキー図",
        "かんばん",
        "ブロック図",
        "パケット構造図",
        "要求図",
        "C4図",
        "レーダーチャート",
        "ツリーマップ",
        "構成図",
        "関係図",
    ],
};

static KOREAN: Words = Words {
    contents: "차례",
    title_page: "속표지",
    beginning: "본문",
    objectives: "학습 목표",
    prerequisites: "선수 지식",
    colon: ": ",
    comma: ", ",
    open_paren: " (",
    close_paren: ")",
    footnotes: "각주",
    notes_at_foot: "각주는 각 쪽의 아래에 있습니다.",
    back_to_text: "본문으로 돌아가기",
    missing_picture: "그림 없음",
    done: "완료",
    open: "미완료",
    name: "이름",
    class: "반",
    day: "날짜",
    date: "[year]년 [month padding:none]월 [day padding:none]일",
    see_page: "{page}쪽 참조",
    page_of: "{page} / {total}쪽",
    figure: "그림",
    table: "표",
    formula: "수식",
    details: "자세히",
    code: "코드",
    warning_line: "경고",
    error_line: "오류",
    accessibility: "이 출판물은 재배치 가능한 텍스트로 되어 있고 차례, 단계별 제목, 정해진 읽기 순서를 갖추었으며 글자 크기와 색을 바꿀 수 있습니다.",
    pictures_described: " 모든 그림에 대체 텍스트가 있습니다.",
    pictures_undescribed: " 일부 그림에는 대체 텍스트가 없습니다.",
    lesson: &["제", "과"],
    minutes: &["약 ", "분"],
    callouts: ["참고", "도움말", "중요", "주의", "경고", "요약", "예시", "질문", "성공"],
    diagrams: [
        "순서도",
        "시퀀스 다이어그램",
        "클래스 다이어그램",
        "상태 다이어그램",
        "개체 관계도",
        "간트 차트",
        "원그래프",
        "마인드맵",
        "연표",
        "사용자 여정 지도",
        "Git 그래프",
        "사분면 차트",
        "그래프",
        "생키 다이어그램",
        "칸반 보드",
        "블록 다이어그램",
        "패킷 구조도",
        "요구 사항 다이어그램",
        "C4 다이어그램",
        "레이더 차트",
        "트리맵",
        "아키텍처 다이어그램",
        "관계도",
    ],
};

static ENGLISH: Words = Words {
    contents: "Contents",
    title_page: "Title page",
    beginning: "Beginning of the text",
    objectives: "Objectives",
    prerequisites: "Before you start",
    colon: ": ",
    comma: ", ",
    open_paren: " (",
    close_paren: ")",
    footnotes: "Notes",
    notes_at_foot: "The notes are at the foot of the pages.",
    back_to_text: "Back to the text",
    missing_picture: "Missing picture",
    done: "done",
    open: "open",
    name: "Name",
    class: "Class",
    day: "Date",
    date: "[day padding:none] [month repr:long] [year]",
    see_page: "see page {page}",
    page_of: "Page {page} of {total}",
    figure: "Figure",
    table: "Table",
    formula: "Formula",
    details: "Details",
    code: "Code",
    warning_line: "warning",
    error_line: "error",
    accessibility: "This publication is reflowable text with a table of contents, structured headings and a fixed reading order; size and colours can be changed.",
    pictures_described: " Every picture has a description.",
    pictures_undescribed: " Some pictures have no description.",
    lesson: &["Lesson ", ""],
    minutes: &["about ", " minutes"],
    callouts: [
        "Note",
        "Tip",
        "Important",
        "Warning",
        "Caution",
        "Summary",
        "Example",
        "Question",
        "Success",
    ],
    diagrams: [
        "Flowchart",
        "Sequence diagram",
        "Class diagram",
        "State diagram",
        "Entity–relationship diagram",
        "Gantt chart",
        "Pie chart",
        "Mind map",
        "Timeline",
        "User journey",
        "Git graph",
        "Quadrant chart",
        "Chart",
        "Sankey diagram",
        "Kanban board",
        "Block diagram",
        "Packet structure",
        "Requirement diagram",
        "C4 diagram",
        "Radar chart",
        "Treemap",
        "Architecture diagram",
        "Graph",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tag: &str) -> &'static Words {
        Words::of(&Language::parse(tag).expect("a tag"))
    }

    #[test]
    fn numbers_stand_where_the_language_puts_them() {
        assert_eq!(words("zh").lesson(3), "第 3 课");
        assert_eq!(words("zh-TW").minutes(30), "約 30 分鐘");
        assert_eq!(words("en").lesson(3), "Lesson 3");
    }

    #[test]
    fn a_language_without_words_gets_english() {
        assert_eq!(words("fr").contents, "Contents");
    }
}
